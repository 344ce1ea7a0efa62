package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.util.List;

/** order-service as its readers see it; its commands belong to the processes. */
public final class OrderClient {
    private final Api api;

    OrderClient(Api api) {
        this.api = api;
    }

    public List<JsonNode> ofQuote(String quoteId) {
        return Json.list(api.get("/orders?quoteId=" + quoteId).expectSuccess().path("items"));
    }

    public JsonNode get(String orderId) {
        return api.get("/orders/" + orderId).expectSuccess();
    }

    public JsonNode plan(String orderId) {
        return api.get("/orders/" + orderId + "/plan").expectSuccess();
    }
}
