package io.cpqoms.order.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.order.lifecycle.AcceptedQuote;
import io.cpqoms.order.lifecycle.OrderLine;
import io.cpqoms.order.lifecycle.Totals;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import io.cpqoms.values.QuoteId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of {@code cpq.quote.QuoteAccepted.v1} that an order needs. */
@JsonIgnoreProperties(ignoreUnknown = true)
record QuoteAcceptedContract(
        int revision,
        String customerId,
        String currency,
        UUID catalogVersionId,
        @Nullable String externalReference,
        List<Line> lines,
        Sums totals) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Line(
            UUID lineId,
            String productId,
            int quantity,
            Amount unitPrice,
            BigDecimal discountPercent,
            Amount exactNet) {

        OrderLine line() {
            return new OrderLine(
                    new LineId(lineId),
                    new ProductId(productId),
                    new Quantity(quantity),
                    unitPrice.money(),
                    new Percentage(discountPercent),
                    exactNet.money());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Sums(Amount exact, Amount rounded) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Amount(BigDecimal amount, String currency) {

        Money money() {
            return new Money(amount, currency);
        }
    }

    /** The quote id and the conversation are the envelope's. */
    AcceptedQuote quote(ReceivedEvent event) {
        return new AcceptedQuote(
                new QuoteId(UUID.fromString(event.aggregateId())),
                revision,
                new CustomerId(customerId),
                currency,
                new CatalogVersionId(catalogVersionId),
                Optional.ofNullable(externalReference),
                lines.stream().map(Line::line).toList(),
                new Totals(totals.exact().money(), totals.rounded().money()),
                event.correlationId());
    }
}
