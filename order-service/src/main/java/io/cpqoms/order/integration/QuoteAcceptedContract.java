package io.cpqoms.order.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.order.CatalogVersionId;
import io.cpqoms.order.CustomerId;
import io.cpqoms.order.LineId;
import io.cpqoms.order.Money;
import io.cpqoms.order.Percent;
import io.cpqoms.order.ProductId;
import io.cpqoms.order.Quantity;
import io.cpqoms.order.QuoteId;
import io.cpqoms.order.TenantId;
import io.cpqoms.order.lifecycle.AcceptedQuote;
import io.cpqoms.order.lifecycle.OrderLine;
import io.cpqoms.order.lifecycle.Totals;
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
                    new Percent(discountPercent),
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
                new TenantId(event.tenantId()),
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
