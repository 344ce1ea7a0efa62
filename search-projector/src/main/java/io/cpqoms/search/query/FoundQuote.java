package io.cpqoms.search.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the document of a quote may say, for the API document: answers are passed on as the index has them, and the tests hold
 * each against this.
 */
@Schema(description = "A quote as it was last projected; members that nothing has happened for yet are absent.")
record FoundQuote(
        UUID quoteId,
        String tenantId,
        UUID correlationId,
        long version,
        String state,
        @Nullable Integer revision,
        @Nullable String customerId,
        @Nullable String currency,
        @Nullable UUID catalogVersionId,
        @Nullable String externalReference,
        @Nullable Instant validUntil,
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

        @Nullable String maxDiscountPercent,

        @Schema(description = "maxDiscountPercent as a number, for ranges only.") @Nullable
        BigDecimal maxDiscount,

        @Nullable String evidenceHash,
        @Nullable String requestedBy,
        @Nullable Decision approval,
        @Nullable String acceptedBy,
        @Nullable UUID orderId,

        @Schema(description = "Why it was cancelled.") @Nullable
        String reason,

        boolean needsAttention,
        @Nullable String attentionReason,
        @Nullable Instant attentionSince,
        Instant createdAt,
        Instant updatedAt) {

    /** Who decided on it. */
    @Schema(name = "FoundDecision")
    record Decision(
            @Nullable String decidedBy,
            @Nullable String policyVersion,
            @Nullable String reason,
            Instant decidedAt) {}
}
