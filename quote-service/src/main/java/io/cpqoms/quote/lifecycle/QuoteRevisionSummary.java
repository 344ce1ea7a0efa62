package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.values.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What a list shows of a revision; of a former one it lies in the columns of its row, so that no document is read.
 *
 * @param quoteState the state of the quote, or the one in which this revision was left
 * @param end how it was superseded; nothing for the one that counts
 */
public record QuoteRevisionSummary(
        int number,
        String quoteState,
        Optional<QuoteRevision.End> end,
        Optional<String> requestedBy,
        Instant validUntil,
        int lineCount,
        Optional<Totals> totals) {

    /** What the lines come to once, and what they would at list prices; what is owed each period is in the revision itself. */
    public record Totals(Optional<Money> list, Money exact, Money rounded) {

        public static Totals of(PricedQuote price) {
            return new Totals(price.list(), price.exact(), price.rounded());
        }
    }

    /** What became of it: superseded, or the state of the quote. */
    public String state() {
        return end.isPresent() ? "superseded" : quoteState;
    }
}
