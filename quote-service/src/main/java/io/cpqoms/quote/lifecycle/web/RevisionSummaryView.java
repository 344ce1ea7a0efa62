package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteRevision;
import java.time.Instant;
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
        @Nullable Instant supersededAt,
        @Nullable String requestedBy,
        Instant validUntil,
        QuoteView.@Nullable QuoteTotalsView totals) {

    static RevisionSummaryView of(QuoteRevision revision) {
        Quote quote = revision.quote();
        return new RevisionSummaryView(
                revision.number(),
                revision.state(),
                revision.end().map(QuoteRevision.End::in).orElse(null),
                revision.end().flatMap(QuoteRevision.End::by).orElse(null),
                revision.end().flatMap(QuoteRevision.End::reason).orElse(null),
                revision.end().map(QuoteRevision.End::at).orElse(null),
                quote.state().requester().orElse(null),
                quote.validUntil(),
                quote.state().pricing().map(QuoteView.QuoteTotalsView::of).orElse(null));
    }
}
