package io.cpqoms.search.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the document of an order may say, for the API document; see {@link FoundQuote}. */
@Schema(description = "An order as it was last projected; members that nothing has happened for yet are absent.")
record FoundOrder(
        UUID orderId,
        String tenantId,
        UUID correlationId,
        long version,
        String state,
        @Nullable UUID quoteId,
        @Nullable Integer quoteRevision,
        @Nullable String customerId,
        @Nullable String currency,
        @Nullable UUID catalogVersionId,
        @Nullable String externalReference,
        @Nullable List<FoundLine> lines,
        int lineCount,
        @Nullable List<String> productIds,
        @Nullable List<String> productNames,
        @Nullable FoundTotals totals,

        @Schema(
                description =
                        "The exact total of what is owed once as a number, for sorting only; totals is what counts.")
        @Nullable
        BigDecimal totalAmount,

        @Nullable String planHash,
        @Nullable List<Task> tasks,
        Progress progress,
        int openFalloutCount,
        List<String> openFalloutTypes,
        @Nullable List<OpenFallout> openFallouts,
        boolean needsAttention,
        @Nullable String attentionReason,
        @Nullable Instant attentionSince,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant completedAt) {

    /** A step of its plan. */
    @Schema(name = "FoundTask")
    record Task(
            UUID taskId,
            String name,
            String partner,
            @Nullable UUID lineId,
            String state,
            @Nullable String partnerReference) {}

    /** How many of its tasks stand where. */
    @Schema(name = "FoundProgress")
    record Progress(int done, int total, int skipped, int failed, int active) {}

    /** A failed task that waits for a decision. */
    @Schema(name = "OpenFallout")
    record OpenFallout(
            UUID falloutId,
            UUID taskId,
            String name,
            String partner,
            String type,
            String cause,
            String impact,
            List<String> repairs,
            Instant raisedAt) {}
}
