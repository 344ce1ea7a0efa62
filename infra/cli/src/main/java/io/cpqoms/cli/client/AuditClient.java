package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.util.ArrayList;
import java.util.List;

/** audit-service: timelines and proofs. */
public final class AuditClient {
    private final Api api;

    AuditClient(Api api) {
        this.api = api;
    }

    /** The whole conversation, page by page. */
    public List<JsonNode> timeline(String kind, String id) {
        String path = "/timelines/" + kind + "/" + id + "?limit=200";
        List<JsonNode> entries = new ArrayList<>();
        JsonNode page = api.get(path).expectSuccess();
        entries.addAll(Json.list(page.path("items")));
        while (page.hasNonNull("nextCursor")) {
            page = api.get(path + "&cursor="
                            + Api.encode(page.path("nextCursor").asText()))
                    .expectSuccess();
            entries.addAll(Json.list(page.path("items")));
        }
        return entries;
    }

    /** The hash chain, checked by the service over everything it holds. */
    public JsonNode verify() {
        return api.get("/proof/verify").expectSuccess();
    }

    public JsonNode gaps() {
        return api.get("/proof/gaps").expectSuccess();
    }
}
