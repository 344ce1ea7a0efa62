package io.cpqoms.order.integration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.order.lifecycle.AcceptedQuote;
import io.cpqoms.order.lifecycle.LineRole;
import io.cpqoms.order.lifecycle.OrderCharge;
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
            @Nullable UUID parentLineId,
            String role,
            String productId,
            int quantity,
            BigDecimal discountPercent,
            Amount exactNet,
            List<Charge> charges) {

        OrderLine line() {
            return new OrderLine(
                    new LineId(lineId),
                    Optional.ofNullable(parentLineId).map(LineId::new),
                    LineRole.named(role).orElseThrow(() -> new IllegalArgumentException("a line has no role " + role)),
                    new ProductId(productId),
                    new Quantity(quantity),
                    new Percentage(discountPercent),
                    exactNet.money(),
                    charges.stream().map(Charge::charge).toList());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Charge(
            String chargeId,
            String kind,
            @Nullable String period,
            BigDecimal discountPercent,
            @Nullable Amount unitPrice,
            Amount exactNet,
            @Nullable Amount roundedNet) {

        OrderCharge charge() {
            return new OrderCharge(
                    chargeId,
                    kind,
                    Optional.ofNullable(period),
                    new Percentage(discountPercent),
                    Optional.ofNullable(unitPrice).map(Amount::money),
                    exactNet.money(),
                    Optional.ofNullable(roundedNet).map(Amount::money));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Recurring(String period, Amount exact, Amount rounded) {

        Totals.Recurring total() {
            return new Totals.Recurring(period, exact.money(), rounded.money());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Sums(Amount exact, Amount rounded, List<Recurring> recurring) {

        Totals totals() {
            return new Totals(
                    exact.money(),
                    rounded.money(),
                    recurring.stream().map(Recurring::total).toList());
        }
    }

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
                totals.totals(),
                event.correlationId());
    }
}
