package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.RevisionComparison;
import io.cpqoms.quote.lifecycle.RevisionComparison.LineChange;
import io.cpqoms.quote.lifecycle.RevisionComparison.Side;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changed from one revision to another. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "QuoteComparison")
record ComparisonView(
        UUID quoteId,
        RevisionSummaryView from,
        RevisionSummaryView to,

        @Schema(description = "The lines that differ; a line keeps its id from revision to revision.")
        List<LineChangeView> lines,

        @Schema(description = "How many lines are the same.")
        int unchangedLines,

        @Schema(
                description =
                        "What is owed once goes up by so much, rounded; absent while one of the two has no price.")
        @Nullable
        MoneyView totalDifference,

        @Schema(description = "What is owed each period goes up by so much, shortest period first.")
        List<RecurringDifferenceView> recurringDifferences) {

    /** What one period goes up by. */
    @Schema(name = "RecurringDifference")
    record RecurringDifferenceView(@Schema(examples = "P1M") String period, MoneyView difference) {}

    /** A line that differs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QuoteLineChange")
    record LineChangeView(
            UUID lineId,

            @Schema(enumeration = {"added", "removed", "changed"})
            String change,

            @Schema(
                    description = "The change in a sentence.",
                    examples = "Queso Cabrales: quantity 12 → 10; net -23.8000 EUR")
            String words,

            QuoteView.@Nullable LineView before,
            QuoteView.@Nullable LineView after,

            @Schema(description = "What the exact net goes up by; absent while one of the two has no price.") @Nullable
            MoneyView netDifference) {

        static LineChangeView of(LineChange change, PinnedCatalog catalog) {
            return new LineChangeView(
                    change.lineId().value(),
                    change.kind(),
                    ChangeWords.of(change, catalog),
                    view(change.before(), catalog),
                    view(change.after(), catalog),
                    change.difference().map(MoneyView::of).orElse(null));
        }

        private static QuoteView.@Nullable LineView view(Optional<Side> side, PinnedCatalog catalog) {
            return side.map(known -> QuoteLineViews.line(known.line(), known.prices(), catalog))
                    .orElse(null);
        }
    }

    static ComparisonView of(RevisionComparison comparison, PinnedCatalog catalog) {
        return new ComparisonView(
                comparison.to().quote().id().value(),
                RevisionSummaryView.of(comparison.from().summary()),
                RevisionSummaryView.of(comparison.to().summary()),
                comparison.lines().stream()
                        .map(line -> LineChangeView.of(line, catalog))
                        .toList(),
                comparison.unchanged(),
                comparison.difference().map(MoneyView::of).orElse(null),
                comparison.recurringDifference().entrySet().stream()
                        .map(period ->
                                new RecurringDifferenceView(period.getKey().text(), MoneyView.of(period.getValue())))
                        .toList());
    }
}
