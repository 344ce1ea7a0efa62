package io.cpqoms.local.partners;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The simulator's JSON: reads requests, refusing what is wrong with a sentence, and writes answers. */
final class PartnerMessages {
    static final Set<String> REFUSAL_TYPES = Set.of("inventory", "provisioning", "billing", "partner", "data");
    private static final ObjectMapper JSON = new ObjectMapper();

    private PartnerMessages() {}

    /** A request the simulator cannot understand; the message says what would be right. */
    static final class BadRequest extends Exception {
        private static final long serialVersionUID = 1L;

        BadRequest(String message) {
            super(message);
        }
    }

    record Behaviour(int latencyMillis, List<PlannedRefusal> refusals) {}

    static Work work(byte[] body) throws BadRequest {
        JsonNode json = object(body);
        return new Work(
                required(json, "key"),
                required(json, "task"),
                required(json, "orderId"),
                optional(json, "lineId"),
                optional(json, "externalReference"));
    }

    static Behaviour behaviour(byte[] body) throws BadRequest {
        JsonNode json = object(body);
        int latency = json.path("latencyMillis").asInt(0);
        if (latency < 0) {
            throw new BadRequest("latencyMillis must be 0 or more");
        }
        List<PlannedRefusal> refusals = new ArrayList<>();
        for (JsonNode failure : json.path("failures")) {
            refusals.add(refusal(failure));
        }
        return new Behaviour(latency, refusals);
    }

    private static PlannedRefusal refusal(JsonNode json) throws BadRequest {
        String type = required(json, "type");
        if (!REFUSAL_TYPES.contains(type)) {
            throw new BadRequest(
                    "type must be one of " + REFUSAL_TYPES.stream().sorted().toList());
        }
        int times = json.path("times").asInt(1);
        if (times < 1) {
            throw new BadRequest("times must be 1 or more");
        }
        return new PlannedRefusal(
                optional(json, "task"),
                optional(json, "externalReference"),
                optional(json, "lineId"),
                new Outcome.Refused(type, required(json, "cause")),
                times);
    }

    static byte[] done(Outcome.Done done) {
        return bytes(JSON.createObjectNode().put("reference", done.reference()));
    }

    static byte[] refused(Outcome.Refused refused) {
        return bytes(JSON.createObjectNode().put("type", refused.type()).put("cause", refused.cause()));
    }

    static byte[] problem(String slug, int status, String detail) {
        return bytes(JSON.createObjectNode()
                .put("type", "urn:cpq:problem:" + slug)
                .put("title", slug.replace('-', ' '))
                .put("status", status)
                .put("detail", detail));
    }

    /** The work that partners did; refused work is not done. */
    static byte[] workDone(List<Partner> partners, Optional<String> orderId) {
        ObjectNode answer = JSON.createObjectNode();
        var items = answer.putArray("items");
        for (Partner partner : partners) {
            List<Partner.Entry> entries = orderId.map(partner::entriesOf).orElseGet(partner::entries);
            for (Partner.Entry entry : entries) {
                if (entry.outcome() instanceof Outcome.Done(String reference)) {
                    Work work = entry.work();
                    ObjectNode item = items.addObject()
                            .put("partner", partner.name())
                            .put("key", work.key())
                            .put("task", work.task())
                            .put("orderId", work.orderId())
                            .put("reference", reference);
                    work.lineId().ifPresent(line -> item.put("lineId", line));
                    work.externalReference().ifPresent(external -> item.put("externalReference", external));
                }
            }
        }
        return bytes(answer);
    }

    private static JsonNode object(byte[] body) throws BadRequest {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw new BadRequest("the body is not JSON: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        throw new BadRequest("the body must be a JSON object");
    }

    private static String required(JsonNode json, String field) throws BadRequest {
        return optional(json, field).orElseThrow(() -> new BadRequest(field + " is missing"));
    }

    private static Optional<String> optional(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }
}
