/** The running service on real PostgreSQL and Kafka, seen through its REST face and its topics. */
@NullMarked
package io.cpqoms.quote.journey;

import org.jspecify.annotations.NullMarked;
