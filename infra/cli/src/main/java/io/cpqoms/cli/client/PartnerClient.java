package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.util.List;

/** The fulfilment partners' simulator: planned refusals and the work it did. */
public final class PartnerClient {
    private final Api api;

    PartnerClient(Api api) {
        this.api = api;
    }

    /** The next {@code work} on this line and task is refused once, for a business reason. */
    public void refuseOnce(String partner, PlannedRefusal refusal) {
        JsonNode failure = Json.object()
                .put("task", refusal.task())
                .put("lineId", refusal.lineId())
                .put("type", refusal.type())
                .put("cause", refusal.cause())
                .put("times", 1);
        behave(
                partner,
                Json.object()
                        .put("latencyMillis", 0)
                        .set("failures", Json.array().add(failure)));
    }

    /** Everybody answers at once and refuses nothing. */
    public void behaveWell() {
        for (String partner : List.of("warehouse", "provisioning", "billing")) {
            behave(partner, Json.object().put("latencyMillis", 0).set("failures", Json.array()));
        }
    }

    public JsonNode workOf(String orderId) {
        return api.get("/partners/work?orderId=" + orderId).expectSuccess();
    }

    private void behave(String partner, JsonNode behaviour) {
        api.put("/partners/" + partner + "/behaviour", behaviour).expectSuccess();
    }

    /** One refusal to come. */
    public record PlannedRefusal(String task, String lineId, String type, String cause) {}
}
