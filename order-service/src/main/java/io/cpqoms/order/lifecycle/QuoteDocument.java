package io.cpqoms.order.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.order.CatalogVersionId;
import io.cpqoms.order.CustomerId;
import io.cpqoms.order.LineId;
import io.cpqoms.order.Money;
import io.cpqoms.order.Percent;
import io.cpqoms.order.ProductId;
import io.cpqoms.order.Quantity;
import io.cpqoms.order.QuoteId;
import io.cpqoms.order.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an accepted quote is stored; amounts as text in the quote's one currency. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuoteDocument(
        UUID quoteId,
        int revision,
        String customerId,
        String currency,
        UUID catalogVersionId,
        @Nullable String externalReference,
        List<Line> lines,
        String exactTotal,
        String roundedTotal,
        UUID correlationId) {

    record Line(
            UUID lineId, String productId, int quantity, String unitPrice, String discountPercent, String exactNet) {

        static Line of(OrderLine line) {
            return new Line(
                    line.lineId().value(),
                    line.productId().value(),
                    line.quantity().value(),
                    line.unitPrice().text(),
                    line.discountPercent().text(),
                    line.exactNet().text());
        }

        OrderLine line(String currency) {
            return new OrderLine(
                    new LineId(lineId),
                    new ProductId(productId),
                    new Quantity(quantity),
                    Money.of(unitPrice, currency),
                    Percent.of(discountPercent),
                    Money.of(exactNet, currency));
        }
    }

    static QuoteDocument of(AcceptedQuote quote) {
        return new QuoteDocument(
                quote.quoteId().value(),
                quote.revision(),
                quote.customerId().value(),
                quote.currency(),
                quote.catalogVersionId().value(),
                quote.externalReference().orElse(null),
                quote.lines().stream().map(Line::of).toList(),
                quote.totals().exact().text(),
                quote.totals().rounded().text(),
                quote.correlationId());
    }

    AcceptedQuote quote(TenantId tenant) {
        return new AcceptedQuote(
                tenant,
                new QuoteId(quoteId),
                revision,
                new CustomerId(customerId),
                currency,
                new CatalogVersionId(catalogVersionId),
                Optional.ofNullable(externalReference),
                lines.stream().map(line -> line.line(currency)).toList(),
                new Totals(Money.of(exactTotal, currency), Money.of(roundedTotal, currency)),
                correlationId);
    }
}
