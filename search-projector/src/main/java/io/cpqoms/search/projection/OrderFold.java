package io.cpqoms.search.projection;

import static io.cpqoms.search.projection.DocumentParts.append;
import static io.cpqoms.search.projection.DocumentParts.attention;
import static io.cpqoms.search.projection.DocumentParts.copy;
import static io.cpqoms.search.projection.DocumentParts.countLines;
import static io.cpqoms.search.projection.DocumentParts.find;
import static io.cpqoms.search.projection.DocumentParts.lines;
import static io.cpqoms.search.projection.DocumentParts.remove;
import static io.cpqoms.search.projection.DocumentParts.state;
import static io.cpqoms.search.projection.DocumentParts.totals;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.search.index.DocumentKind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What each order event changes in the order's document: its state, the progress of its tasks, open fallouts. */
final class OrderFold {

    static final Fold FOLD = new Fold(
            DocumentKind.ORDER,
            "orderId",
            Map.ofEntries(
                    entry("OrderCreated", OrderFold::created),
                    entry("OrderDecomposed", OrderFold::decomposed),
                    entry("OrderTasksReady", OrderFold::tasksReady),
                    entry("OrderTaskStarted", OrderFold::taskStarted),
                    entry("OrderTaskCompleted", OrderFold::taskCompleted),
                    entry("OrderFalloutRaised", OrderFold::falloutRaised),
                    entry("OrderFalloutRepaired", OrderFold::falloutRepaired),
                    entry("OrderCompleted", OrderFold::completed)),
            OrderFold::derive);

    private OrderFold() {}

    private static void created(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "quoteId", "quoteRevision", "customerId", "currency", "catalogVersionId");
        copy(document, payload, "externalReference");
        lines(document, payload.path("lines"));
        totals(document, payload);
        state(document, "acknowledged");
    }

    private static void decomposed(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "planHash");
        ArrayNode tasks = document.putArray("tasks");
        for (JsonNode task : payload.path("tasks")) {
            ObjectNode planned = tasks.addObject();
            copy(planned, task, "taskId", "name", "partner", "lineId");
            state(planned, "planned");
        }
    }

    private static void tasksReady(ObjectNode document, JsonNode payload, String occurredAt) {
        payload.path("taskIds").forEach(id -> task(document, id.asText(), "ready"));
        going(document);
    }

    private static void taskStarted(ObjectNode document, JsonNode payload, String occurredAt) {
        task(document, payload, "active");
        going(document);
    }

    private static void taskCompleted(ObjectNode document, JsonNode payload, String occurredAt) {
        task(document, payload, "completed");
        find(document, "tasks", "taskId", payload.path("taskId").asText())
                .ifPresent(task -> copy(task, payload, "partnerReference"));
        going(document);
    }

    private static void falloutRaised(ObjectNode document, JsonNode payload, String occurredAt) {
        task(document, payload, "failed");
        remove(document, "openFallouts", "falloutId", payload.path("falloutId").asText());
        ObjectNode fallout = document.objectNode();
        copy(fallout, payload, "falloutId", "taskId", "name", "partner", "type", "cause", "impact", "repairs");
        fallout.put("raisedAt", occurredAt);
        append(document, "openFallouts", fallout);
        going(document);
    }

    private static void falloutRepaired(ObjectNode document, JsonNode payload, String occurredAt) {
        remove(document, "openFallouts", "falloutId", payload.path("falloutId").asText());
        task(
                document,
                payload,
                switch (payload.path("repair").asText()) {
                    case "skip" -> "skipped";
                    case "completeManually" -> "completed";
                    default -> "ready";
                });
        going(document);
    }

    private static void completed(ObjectNode document, JsonNode payload, String occurredAt) {
        copy(document, payload, "quoteId", "customerId", "externalReference");
        document.put("completedAt", occurredAt);
        state(document, "completed");
    }

    private static void task(ObjectNode document, JsonNode payload, String state) {
        task(document, payload.path("taskId").asText(), state);
    }

    private static void task(ObjectNode document, String taskId, String state) {
        find(document, "tasks", "taskId", taskId).ifPresent(task -> state(task, state));
    }

    /** As order-service sees it: held once nothing can go on without somebody's repair. */
    private static void going(ObjectNode document) {
        boolean stuck =
                !document.path("openFallouts").isEmpty() && count(document, "ready") + count(document, "active") == 0;
        state(document, stuck ? "held" : "inProgress");
    }

    private static void derive(ObjectNode document) {
        countLines(document);
        int skipped = count(document, "skipped");
        document.putObject("progress")
                .put("done", count(document, "completed") + skipped)
                .put("total", document.path("tasks").size())
                .put("skipped", skipped)
                .put("failed", count(document, "failed"))
                .put("active", count(document, "active"));
        JsonNode fallouts = document.path("openFallouts");
        document.put("openFalloutCount", fallouts.size());
        ArrayNode types = document.putArray("openFalloutTypes");
        TreeSet<String> distinct = new TreeSet<>();
        fallouts.forEach(fallout -> distinct.add(fallout.path("type").asText()));
        distinct.forEach(types::add);
        attention(document, reason(fallouts));
    }

    private static Optional<String> reason(JsonNode fallouts) {
        if (fallouts.isEmpty()) {
            return Optional.empty();
        }
        JsonNode first = fallouts.get(0);
        String more = fallouts.size() > 1 ? " (and " + (fallouts.size() - 1) + " more)" : "";
        return Optional.of(first.path("name").asText() + " fell out at "
                + first.path("partner").asText() + more + ": "
                + first.path("cause").asText());
    }

    private static int count(ObjectNode document, String taskState) {
        int count = 0;
        for (JsonNode task : document.path("tasks")) {
            if (task.path("state").asText().equals(taskState)) {
                count++;
            }
        }
        return count;
    }
}
