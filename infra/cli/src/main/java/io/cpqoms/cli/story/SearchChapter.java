package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.client.SearchClient;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.demo.Await;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Search finds the quote and the order in their last state, and says how fresh that is. */
final class SearchChapter implements Chapter {
    private static final List<String> QUOTE_OUTLINE =
            List.of("quoteId", "state", "version", "customerId", "totals", "lineCount", "orderId");
    private static final List<String> ORDER_OUTLINE =
            List.of("orderId", "state", "version", "customerId", "progress", "openFalloutCount", "completedAt");

    @Override
    public String title() {
        return "Search finds it";
    }

    @Override
    public void tell(Scene scene) {
        SearchClient search = scene.platform.search(scene.sales());
        JsonNode quotes = awaitState(scene, "quote", "ordered", () -> search.quotes(Scene.CUSTOMER));
        scene.show("GET /search/quotes?q=" + Scene.CUSTOMER, outline(quotes, QUOTE_OUTLINE));
        scene.facts.equal(
                "search finds one quote of the customer",
                1,
                quotes.path("total").asInt());
        JsonNode orders = awaitState(scene, "order", "completed", () -> search.orders(Scene.CUSTOMER));
        scene.show("GET /search/orders?q=" + Scene.CUSTOMER, outline(orders, ORDER_OUTLINE));
        scene.facts.equal(
                "search finds one order of the customer",
                1,
                orders.path("total").asInt());
        String freshness = orders.path("freshness").path("text").asText();
        scene.facts.holds("search says how fresh it is: " + freshness, !freshness.isBlank(), freshness);
    }

    /** The fields of the first document that fit on a line or two; the whole is one request away. */
    private static JsonNode outline(JsonNode answer, List<String> fields) {
        JsonNode document = answer.path("items").path(0);
        ObjectNode outline = Json.object();
        fields.stream().filter(document::has).forEach(field -> outline.set(field, document.path(field)));
        return outline;
    }

    private static JsonNode awaitState(Scene scene, String what, String state, Supplier<JsonNode> search) {
        return Await.until(
                "search to show the " + what + " as " + state,
                Scene.PATIENCE,
                () -> Optional.of(search.get()).filter(answer -> hasState(answer, state)),
                () -> "it answers " + search.get() + "; see ./cpq logs search-projector");
    }

    private static boolean hasState(JsonNode answer, String state) {
        return answer.path("items").path(0).path("state").asText().equals(state);
    }
}
