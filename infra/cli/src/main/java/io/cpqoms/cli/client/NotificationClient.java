package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;

/** notification-service: whom to reach where. */
public final class NotificationClient {
    private final Api api;

    NotificationClient(Api api) {
        this.api = api;
    }

    /** Said by an administrator. */
    public JsonNode group(String group, String email) {
        return api.put(
                        "/group-contacts/" + Api.encode(group),
                        Json.object().put("email", email).put("locale", "en"))
                .expectSuccess();
    }

    /** A customer's. */
    public JsonNode contact(String partyId, String email) {
        return api.put(
                        "/contacts/" + Api.encode(partyId),
                        Json.object().put("email", email).put("locale", "en"))
                .expectSuccess();
    }
}
