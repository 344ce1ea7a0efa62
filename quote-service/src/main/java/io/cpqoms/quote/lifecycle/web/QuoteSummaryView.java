package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.quote.lifecycle.QuoteSummary;
import io.cpqoms.values.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A quote in a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuoteSummaryView(
        UUID quoteId,
        long version,
        String state,
        int revision,
        String customerId,
        String currency,
        UUID catalogVersionId,
        @Nullable String externalReference,
        Instant validUntil,
        QuoteView.@Nullable TotalsView totals,
        Instant createdAt,
        @Nullable String createdBy,
        Instant changedAt) {

    static QuoteSummaryView of(QuoteSummary quote) {
        BigDecimal exact = quote.exactTotal();
        BigDecimal rounded = quote.roundedTotal();
        return new QuoteSummaryView(
                quote.quoteId(),
                quote.version(),
                quote.state(),
                quote.revision(),
                quote.customerId(),
                quote.currency(),
                quote.catalogVersionId(),
                quote.externalReference(),
                quote.validUntil(),
                exact == null || rounded == null
                        ? null
                        : new QuoteView.TotalsView(money(exact, quote.currency()), money(rounded, quote.currency())),
                quote.createdAt(),
                quote.createdBy(),
                quote.changedAt());
    }

    private static MoneyView money(BigDecimal amount, String currency) {
        return MoneyView.of(new Money(amount, currency));
    }
}
