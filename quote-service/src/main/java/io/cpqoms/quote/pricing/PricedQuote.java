package io.cpqoms.quote.pricing;

import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.util.List;

/**
 * The price of a whole quote.
 *
 * @param exact the unrounded sum of the lines
 * @param rounded the exact sum, rounded once to the currency's minor unit
 * @param evidenceHash SHA-256 of everything the price depends on; same inputs, same hash
 */
public record PricedQuote(
        List<PricedLine> lines, Money exact, Money rounded, Percentage maxDiscount, String evidenceHash) {

    public PricedQuote {
        lines = List.copyOf(lines);
    }
}
