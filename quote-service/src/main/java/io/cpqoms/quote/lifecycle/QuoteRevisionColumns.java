package io.cpqoms.quote.lifecycle;

import io.cpqoms.values.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a revision that was left; a list reads these and no document. */
record QuoteRevisionColumns(
        int revision,
        String state,
        @Nullable String requestedBy,
        Instant validUntil,
        int lineCount,
        String currency,
        @Nullable BigDecimal listTotal,
        @Nullable BigDecimal exactTotal,
        @Nullable BigDecimal roundedTotal,
        @Nullable String endedIn,
        @Nullable String endedBy,
        @Nullable String reason,
        @Nullable String revisedBy,
        @Nullable String revisionReason,
        @Nullable Instant supersededAt) {

    static QuoteRevisionColumns of(QuoteRevisionRow row) {
        return new QuoteRevisionColumns(
                row.revision,
                row.state,
                row.requestedBy,
                row.validUntil,
                row.lineCount,
                row.currency,
                row.listTotal,
                row.exactTotal,
                row.roundedTotal,
                row.endedIn,
                row.endedBy,
                row.reason,
                row.revisedBy,
                row.revisionReason,
                row.supersededAt);
    }

    QuoteRevisionSummary summary() {
        return new QuoteRevisionSummary(
                revision, state, end(), Optional.ofNullable(requestedBy), validUntil, lineCount, totals());
    }

    /** How it ended; nothing as long as it is the present one. */
    Optional<QuoteRevision.End> end() {
        return endedIn == null || supersededAt == null
                ? Optional.empty()
                : Optional.of(new QuoteRevision.End(
                        endedIn, said(endedBy, reason), said(revisedBy, revisionReason), supersededAt));
    }

    private static QuoteRevision.Said said(@Nullable String by, @Nullable String why) {
        return new QuoteRevision.Said(Optional.ofNullable(by), Optional.ofNullable(why));
    }

    private Optional<QuoteRevisionSummary.Totals> totals() {
        return exactTotal == null || roundedTotal == null
                ? Optional.empty()
                : Optional.of(new QuoteRevisionSummary.Totals(
                        Optional.ofNullable(listTotal).map(this::money), money(exactTotal), money(roundedTotal)));
    }

    private Money money(BigDecimal amount) {
        return new Money(amount, currency);
    }
}
