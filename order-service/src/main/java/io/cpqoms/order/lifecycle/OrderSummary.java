package io.cpqoms.order.lifecycle;

import io.cpqoms.values.CustomerId;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.QuoteId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a list shows of an order: the columns of its row, so that no document is read.
 *
 * @param state the state's name in contracts
 */
public record OrderSummary(
        OrderId id,
        long version,
        String state,
        int openFallouts,
        QuoteId quoteId,
        int quoteRevision,
        CustomerId customerId,
        Optional<String> externalReference,
        Totals totals,
        UUID correlationId,
        Instant createdAt,
        Instant updatedAt) {}
