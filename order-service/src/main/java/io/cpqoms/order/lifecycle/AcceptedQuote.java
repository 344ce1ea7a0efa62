package io.cpqoms.order.lifecycle;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.QuoteId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The accepted quote revision that an order comes from, frozen; all that fulfilment needs of it.
 *
 * @param externalReference the customer's own number, if there is one
 * @param correlationId the conversation that began with the quote and that the order goes on with
 */
public record AcceptedQuote(
        QuoteId quoteId,
        int revision,
        CustomerId customerId,
        String currency,
        CatalogVersionId catalogVersionId,
        Optional<String> externalReference,
        List<OrderLine> lines,
        Totals totals,
        UUID correlationId) {

    public AcceptedQuote {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("An accepted quote has at least one line");
        }
    }

    /** What the lines are of, each product once. */
    List<ProductId> products() {
        return lines.stream().map(OrderLine::productId).distinct().toList();
    }
}
