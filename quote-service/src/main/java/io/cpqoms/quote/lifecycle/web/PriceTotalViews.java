package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.quote.catalog.BillingPeriod;
import io.cpqoms.quote.pricing.PriceTotal;
import io.cpqoms.quote.pricing.PricedQuote;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a priced quote comes to, as clients see it. */
final class PriceTotalViews {

    private PriceTotalViews() {}

    /** What is owed once, and beside it what is owed each period. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PriceTotals")
    record TotalsView(
            @Schema(description = "Absent when a charge has no list price in the quote's currency.") @Nullable
            MoneyView list,

            @Schema(description = "The unrounded sum of what is owed once.")
            MoneyView exact,

            @Schema(description = "The exact sum, rounded once.")
            MoneyView rounded,

            @Schema(description = "What the rounding added; below nought where it took.")
            MoneyView remainder,

            @Schema(description = "The exact sum less the costs; absent where one is not known.") @Nullable
            MoneyView margin,

            @Schema(description = "How many of the charges are below their floor.")
            int chargesBelowFloor,

            @Schema(description = "What is owed each period, shortest period first.")
            List<RecurringView> recurring) {

        static TotalsView of(PricedQuote price) {
            PriceTotal once = price.oneTime();
            return new TotalsView(
                    once.list().map(MoneyView::of).orElse(null),
                    MoneyView.of(once.exact()),
                    MoneyView.of(once.rounded()),
                    MoneyView.of(once.remainder()),
                    once.margin().map(MoneyView::of).orElse(null),
                    once.belowFloor(),
                    price.recurring().stream().map(RecurringView::of).toList());
        }
    }

    /** What is owed each period. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RecurringTotal")
    record RecurringView(
            @Schema(examples = "P1M") String period,
            @Nullable MoneyView list,
            MoneyView exact,
            MoneyView rounded,
            MoneyView remainder,
            @Nullable MoneyView margin,
            int chargesBelowFloor) {

        static RecurringView of(PriceTotal total) {
            return new RecurringView(
                    total.period().map(BillingPeriod::text).orElseThrow(),
                    total.list().map(MoneyView::of).orElse(null),
                    MoneyView.of(total.exact()),
                    MoneyView.of(total.rounded()),
                    MoneyView.of(total.remainder()),
                    total.margin().map(MoneyView::of).orElse(null),
                    total.belowFloor());
        }
    }
}
