package io.cpqoms.order.lifecycle;

import io.cpqoms.values.Money;
import java.util.List;

/**
 * What the accepted lines come to.
 *
 * @param exact the unrounded sum of what is owed once
 * @param rounded exact, rounded once to the currency's minor unit
 * @param recurring what is owed each period, shortest first
 */
public record Totals(Money exact, Money rounded, List<Recurring> recurring) {

    /** What is owed each period. */
    public record Recurring(String period, Money exact, Money rounded) {}

    public Totals {
        recurring = List.copyOf(recurring);
    }
}
