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
    private final Northwind northwind;
    private final Map<PriceList, String> catalogVersions;
    private final Map<String, String> quoteIds = new ConcurrentHashMap<>();

    /** @param catalogVersions the published catalog version of each price list */
    QuoteFlow(QuoteClient quotes, Northwind northwind, Map<PriceList, String> catalogVersions) {
        this.quotes = quotes;
        this.northwind = northwind;
        this.catalogVersions = Map.copyOf(catalogVersions);
    }

    void submit(NorthwindOrder order) {
        JsonNode draft = quotes.create(
                NorthwindCatalog.quote(northwind, order, catalogVersions.getOrDefault(northwind.listOf(order), "")));
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
                        + (northwind.needsApproval(order) ? " and waits for a manager" : " and needs nobody")
                        + "; see ./cpq logs workflow-bridge");
        quotes.accept(quoteId, order.customerId());
    }

    private String state(String quoteId) {
        return quotes.get(quoteId).path("state").asText();
    }
}
