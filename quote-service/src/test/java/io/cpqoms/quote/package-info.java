/** Proofs of the quote service: domain tests without servers, and journeys on real PostgreSQL and Kafka. */
@NullMarked
package io.cpqoms.quote;

import org.jspecify.annotations.NullMarked;
