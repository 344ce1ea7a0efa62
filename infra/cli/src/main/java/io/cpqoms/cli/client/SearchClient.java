package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/** search-projector: what a person searching finds, and how fresh it is. */
public final class SearchClient {
    private final Api api;

    SearchClient(Api api) {
        this.api = api;
    }

    public JsonNode quotes(String query) {
        return api.get("/search/quotes?q=" + Api.encode(query)).expectSuccess();
    }

    public JsonNode orders(String query) {
        return api.get("/search/orders?q=" + Api.encode(query)).expectSuccess();
    }
}
