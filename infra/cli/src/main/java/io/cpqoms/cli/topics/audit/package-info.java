/** What a running cluster shows: hot partitions, skewed keys, oversized events, forgotten groups and topics. */
@NullMarked
package io.cpqoms.cli.topics.audit;

import org.jspecify.annotations.NullMarked;
