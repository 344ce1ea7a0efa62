/** Everything that leaves the service by Kafka: domain facts mapped to their contracts. */
@NullMarked
package io.cpqoms.quote.integration;

import org.jspecify.annotations.NullMarked;
