/** Kafka's topics against the governed registry. */
@NullMarked
package io.cpqoms.cli.topics;

import org.jspecify.annotations.NullMarked;
