package io.cpqoms.quote.pricing;

import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The price of a whole quote.
 *
 * @param list the sum at list prices; absent when a line has none in this currency, or in a price of a former release
 * @param exact the unrounded sum of the lines
 * @param rounded the exact sum, rounded once to the currency's minor unit
 * @param maxDiscount the largest effective discount of a line, which is what the approval policy looks at
 * @param evidenceHash SHA-256 of everything the price depends on; same inputs, same hash
 */
public record PricedQuote(
        List<PricedLine> lines,
        @Nullable Money list,
        Money exact,
        Money rounded,
        Percentage maxDiscount,
        String evidenceHash) {

    public PricedQuote {
        lines = List.copyOf(lines);
    }
}
