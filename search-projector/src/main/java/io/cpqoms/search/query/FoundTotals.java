package io.cpqoms.search.query;

import io.cpqoms.command.MoneyView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is owed once, unrounded and rounded once, and what is owed each period. */
record FoundTotals(
        MoneyView exact,
        MoneyView rounded,

        @Schema(description = "Shortest period first; absent where it was priced by a former release.") @Nullable
        List<Recurring> recurring) {

    /** What is owed each period. */
    @Schema(name = "FoundRecurringTotal")
    record Recurring(@Schema(examples = "P1M") String period, MoneyView exact, MoneyView rounded) {}
}
