package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.MoneyView;
import io.cpqoms.order.lifecycle.Totals;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is owed once, unrounded and rounded once, and what is owed each period. */
@Schema(name = "OrderTotals")
record TotalsView(MoneyView exact, MoneyView rounded, List<RecurringView> recurring) {

    /** What is owed each period. */
    @Schema(name = "OrderRecurringTotal")
    record RecurringView(@Schema(examples = "P1M") String period, MoneyView exact, MoneyView rounded) {}

    static TotalsView of(Totals totals) {
        return new TotalsView(
                MoneyView.of(totals.exact()),
                MoneyView.of(totals.rounded()),
                totals.recurring().stream()
                        .map(total -> new RecurringView(
                                total.period(), MoneyView.of(total.exact()), MoneyView.of(total.rounded())))
                        .toList());
    }
}
