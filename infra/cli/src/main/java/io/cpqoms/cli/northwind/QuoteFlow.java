package io.cpqoms.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.demo.Await;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What sales does with one Northwind order: quote, price, submit; later accept for the customer. */
final class QuoteFlow {
    private static final Duration APPROVAL_PATIENCE = Duration.ofSeconds(90);

    private final QuoteClient quotes;
    private final String catalogVersionId;
    private final Map<String, String> quoteIds = new ConcurrentHashMap<>();

    QuoteFlow(QuoteClient quotes, String catalogVersionId) {
        this.quotes = quotes;
        this.catalogVersionId = catalogVersionId;
    }

    void submit(NorthwindOrder order) {
        JsonNode draft = quotes.create(NorthwindCatalog.quote(order, catalogVersionId));
        String quoteId = draft.path("quoteId").asText();
        quotes.price(quoteId);
        quotes.submit(quoteId);
        quoteIds.put(order.orderId(), quoteId);
    }

    void accept(NorthwindOrder order) {
        String quoteId = quoteIds.getOrDefault(order.orderId(), "");
        Await.until(
                "quote of order " + order.orderId() + " to be approved",
                APPROVAL_PATIENCE,
                () -> Optional.of(state(quoteId)).filter("approved"::equals),
                () -> "quote " + quoteId + " is " + state(quoteId)
                        + (order.needsApproval() ? " and waits for a manager" : " and needs nobody")
                        + "; see ./cpq logs workflow-bridge");
        quotes.accept(quoteId, order.customerId());
    }

    private String state(String quoteId) {
        return quotes.get(quoteId).path("state").asText();
    }
}
