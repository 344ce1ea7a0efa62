package io.cpqoms.order.lifecycle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of an order: the columns of its row, so that no document is read.
 *
 * @param state the state's name in contracts
 */
public record OrderSummary(
        UUID id,
        long version,
        String state,
        int openFallouts,
        UUID quoteId,
        int quoteRevision,
        String customerId,
        @Nullable String externalReference,
        String currency,
        BigDecimal exactTotal,
        BigDecimal roundedTotal,
        UUID correlationId,
        Instant createdAt,
        @Nullable String createdBy,
        Instant changedAt) {}
