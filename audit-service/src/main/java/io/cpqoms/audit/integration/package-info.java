/** Facts as they arrive from Kafka. */
@NullMarked
package io.cpqoms.audit.integration;

import org.jspecify.annotations.NullMarked;
