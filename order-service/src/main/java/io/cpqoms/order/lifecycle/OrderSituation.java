package io.cpqoms.order.lifecycle;

import io.cpqoms.order.decomposition.CatalogRules;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a decision about an order may look at beside the order.
 *
 * @param catalog the catalog version that the order's quote was made from, if it has arrived here; read when a decision asks for it
 */
record OrderSituation(Supplier<Optional<CatalogRules>> catalog, Instant at) {}
