package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.util.List;
import java.util.UUID;

/** quote-service: catalog versions and quotes. */
public final class QuoteClient {
    private final Api api;

    QuoteClient(Api api) {
        this.api = api;
    }

    /** Drafts and publishes a catalog version; answers the published one. */
    public JsonNode publishCatalog(String name, JsonNode products) {
        JsonNode draft = api.create(
                        "/catalog-versions", Json.object().put("name", name).set("products", products))
                .expectSuccess();
        String id = draft.path("catalogVersionId").asText();
        return api.command("/catalog-versions/" + id + "/publish", Json.object())
                .expectSuccess();
    }

    /** Drafts a catalog version under a key. */
    public Answer draftCatalog(JsonNode version, UUID key) {
        return api.keyed("POST", "/catalog-versions", version, key);
    }

    /** Puts products into a draft under a key. */
    public Answer putProducts(String catalogVersionId, JsonNode portion, UUID key) {
        return api.keyed("PUT", "/catalog-versions/" + catalogVersionId + "/products", portion, key);
    }

    /** Publishes a draft under a key. */
    public Answer publish(String catalogVersionId, UUID key) {
        return api.keyed("POST", "/catalog-versions/" + catalogVersionId + "/publish", Json.object(), key);
    }

    public JsonNode catalogVersion(String catalogVersionId) {
        return api.get("/catalog-versions/" + Api.encode(catalogVersionId)).expectSuccess();
    }

    /** @param cursor of the page before; empty for the first page */
    public JsonNode catalogProducts(String catalogVersionId, String cursor) {
        return api.get("/catalog-versions/" + Api.encode(catalogVersionId) + "/products?limit=200"
                        + (cursor.isEmpty() ? "" : "&cursor=" + Api.encode(cursor)))
                .expectSuccess();
    }

    /** What becomes of choices about a product: what is completed, broken, and a repair. */
    public JsonNode configure(String catalogVersionId, String productId, JsonNode choices) {
        return api.create(
                        "/catalog-versions/" + catalogVersionId + "/products/" + Api.encode(productId)
                                + "/configurations",
                        choices)
                .expectSuccess();
    }

    /** Pricing whose refusal is an answer worth looking at. */
    public Answer tryPrice(String quoteId) {
        return attempt(quoteId, "price", Json.object());
    }

    public JsonNode changeLine(String quoteId, String lineId, JsonNode line) {
        return api.keyed("PUT", "/quotes/" + quoteId + "/lines/" + lineId, line, UUID.randomUUID())
                .expectSuccess();
    }

    public JsonNode create(JsonNode quote) {
        return api.create("/quotes", quote).expectSuccess();
    }

    public JsonNode price(String quoteId) {
        return attempt(quoteId, "price", Json.object()).expectSuccess();
    }

    /** Who would have to decide on the quote if it were submitted now. */
    public JsonNode previewApproval(String quoteId) {
        return attempt(quoteId, "approval-preview", Json.object()).expectSuccess();
    }

    public JsonNode submit(String quoteId) {
        return attempt(quoteId, "submit", Json.object()).expectSuccess();
    }

    public JsonNode accept(String quoteId, String acceptedBy) {
        return tryAccept(quoteId, acceptedBy).expectSuccess();
    }

    /** Acceptance whose refusal is an answer worth looking at. */
    public Answer tryAccept(String quoteId, String acceptedBy) {
        return attempt(quoteId, "accept", Json.object().put("acceptedBy", acceptedBy));
    }

    public JsonNode get(String quoteId) {
        return api.get("/quotes/" + quoteId).expectSuccess();
    }

    public List<JsonNode> list(int limit) {
        return Json.list(api.get("/quotes?limit=" + limit).expectSuccess().path("items"));
    }

    private Answer attempt(String quoteId, String command, JsonNode body) {
        return api.command("/quotes/" + quoteId + "/" + command, body);
    }
}
