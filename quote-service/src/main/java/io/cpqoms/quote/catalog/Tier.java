package io.cpqoms.quote.catalog;

import io.cpqoms.values.Money;

/**
 * What a unit costs from a quantity on.
 *
 * @param from the first unit, counted from one
 */
public record Tier(int from, Money unitPrice) {}
