package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.lifecycle.QuoteRevision;
import io.cpqoms.quote.lifecycle.QuoteRevisionSummary;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A revision in a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "QuoteRevisionSummary")
record RevisionSummaryView(
        int revision,

        @Schema(description = "The state of the quote for the present revision, superseded for the former ones.")
        String state,

        @Schema(description = "Of a former revision: the state in which it was left, recalled or returned.") @Nullable
        String endedIn,

        @Schema(description = "Who said the no that it ended with.") @Nullable
        String endedBy,

        @Schema(description = "Why.") @Nullable String reason,

        @Schema(description = "Who began the next revision, where that was not done by the no itself.") @Nullable
        String revisedBy,

        @Schema(description = "What the next revision was begun for.") @Nullable
        String revisionReason,

        @Nullable Instant supersededAt,
        @Nullable String requestedBy,
        Instant validUntil,
        int lineCount,
        QuoteView.@Nullable QuoteTotalsView totals) {

    static RevisionSummaryView of(QuoteRevisionSummary revision) {
        Optional<QuoteRevision.End> end = revision.end();
        return new RevisionSummaryView(
                revision.number(),
                revision.state(),
                end.map(QuoteRevision.End::in).orElse(null),
                end.flatMap(how -> how.no().by()).orElse(null),
                end.flatMap(how -> how.no().reason()).orElse(null),
                end.flatMap(how -> how.next().by()).orElse(null),
                end.flatMap(how -> how.next().reason()).orElse(null),
                end.map(QuoteRevision.End::at).orElse(null),
                revision.requestedBy().orElse(null),
                revision.validUntil(),
                revision.lineCount(),
                revision.totals().map(QuoteView.QuoteTotalsView::of).orElse(null));
    }
}
