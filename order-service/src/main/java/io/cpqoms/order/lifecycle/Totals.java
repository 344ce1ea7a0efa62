package io.cpqoms.order.lifecycle;

import io.cpqoms.values.Money;

/**
 * What the accepted lines come to.
 *
 * @param exact the unrounded sum
 * @param rounded exact, rounded once to the currency's minor unit
 */
public record Totals(Money exact, Money rounded) {}
