package io.cpqoms.quote.lifecycle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list shows of a quote: the columns of its row, so that no document is read. */
public record QuoteSummary(
        UUID quoteId,
        long version,
        int revision,
        String state,
        String customerId,
        String currency,
        UUID catalogVersionId,
        @Nullable String externalReference,
        Instant validUntil,
        @Nullable BigDecimal exactTotal,
        @Nullable BigDecimal roundedTotal,
        Instant createdAt,
        @Nullable String createdBy,
        Instant changedAt) {}
