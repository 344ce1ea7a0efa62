package io.cpqoms.order.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
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
                    Percentage.of(discountPercent),
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
