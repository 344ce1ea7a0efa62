package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.util.List;

/** audit-service: timelines and proofs. */
public final class AuditClient {
    private final Api api;

    AuditClient(Api api) {
        this.api = api;
    }

    public List<JsonNode> timeline(String kind, String id) {
        return Json.list(
                api.get("/timelines/" + kind + "/" + id).expectSuccess().path("items"));
    }

    /** The hash chain, checked by the service over everything it holds. */
    public JsonNode verify() {
        return api.get("/proof/verify").expectSuccess();
    }

    public JsonNode gaps() {
        return api.get("/proof/gaps").expectSuccess();
    }
}
