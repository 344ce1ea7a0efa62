package io.cpqoms.order.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Lifts the documents of the first form, which named no form: a stage beside the work, each task with where it stands, amounts as bare
 * texts, and the names of constants as the source had them. Pure.
 */
final class FirstForm {

    private FirstForm() {}

    static ObjectNode order(ObjectNode first) {
        ObjectNode order = first.objectNode();
        order.set("quote", quote((ObjectNode) first.get("quote")));
        ObjectNode state = order.putObject("state").put("is", name(first.get("stage")));
        if (first.has("work")) {
            state.set("fulfilment", fulfilment((ObjectNode) first.get("work")));
        }
        return order;
    }

    static ObjectNode quote(ObjectNode first) {
        ObjectNode quote = first.deepCopy();
        String currency = first.get("currency").asText();
        for (JsonNode line : quote.get("lines")) {
            inCurrency((ObjectNode) line, "unitPrice", currency);
            inCurrency((ObjectNode) line, "exactNet", currency);
        }
        ObjectNode totals = quote.putObject("totals");
        totals.set("exact", quote.remove("exactTotal"));
        totals.set("rounded", quote.remove("roundedTotal"));
        inCurrency(totals, "exact", currency);
        inCurrency(totals, "rounded", currency);
        return quote;
    }

    private static void inCurrency(ObjectNode holder, String member, String currency) {
        JsonNode amount = holder.remove(member);
        holder.putObject(member).put("currency", currency).set("amount", amount);
    }

    private static ObjectNode fulfilment(ObjectNode first) {
        ObjectNode fulfilment = first.objectNode();
        ObjectNode plan = fulfilment.putObject("plan");
        plan.set("hash", first.get("planHash"));
        ArrayNode tasks = plan.putArray("tasks");
        ObjectNode states = fulfilment.putObject("tasks");
        for (JsonNode task : first.get("tasks")) {
            tasks.add(task((ObjectNode) task));
            states.set(task.get("id").asText(), state((ObjectNode) task));
        }
        ArrayNode fallouts = fulfilment.putArray("fallouts");
        for (JsonNode fallout : first.get("fallouts")) {
            fallouts.add(fallout((ObjectNode) fallout, plan));
        }
        return fulfilment;
    }

    private static ObjectNode task(ObjectNode first) {
        ObjectNode task = first.deepCopy().retain("id", "name", "partner", "dependsOn");
        JsonNode line = first.get("lineId");
        ObjectNode scope = task.putObject("scope").put("is", line == null ? "order" : "line");
        if (line != null) {
            scope.set("lineId", line);
        }
        // The catalogs of that time did not say; money is owed whatever happens.
        return task.put("skippable", !first.get("partner").asText().equals("billing"));
    }

    private static ObjectNode state(ObjectNode task) {
        ObjectNode state = task.objectNode().put("is", name(task.get("state")));
        switch (state.get("is").asText()) {
            case "planned" -> {}
            case "ready" -> state.set("attempts", task.get("attempt"));
            default -> {
                state.set("attempt", task.get("attempt"));
                state.setAll(task.deepCopy().retain("reference", "falloutId"));
            }
        }
        return state;
    }

    private static ObjectNode fallout(ObjectNode first, ObjectNode plan) {
        ObjectNode fallout = first.deepCopy();
        boolean open = !first.has("decided");
        fallout.put("type", name(first.get("type")));
        ArrayNode repairs = fallout.putArray("repairs");
        for (JsonNode repair : first.get("repairs")) {
            // It was offered for what is owed, too; where nobody has taken it, it is withdrawn.
            if (!open || !name(repair).equals("skip") || isSkippable(plan, first.get("taskId"))) {
                repairs.add(name(repair));
            }
        }
        ObjectNode standing = fallout.putObject("standing").put("is", open ? "open" : "closed");
        if (!open) {
            standing.setAll((ObjectNode) fallout.remove("decided"));
            standing.put("repair", name(standing.get("repair")));
        }
        return fallout;
    }

    private static boolean isSkippable(ObjectNode plan, JsonNode taskId) {
        for (JsonNode task : plan.get("tasks")) {
            if (task.get("id").equals(taskId)) {
                return task.get("skippable").asBoolean();
            }
        }
        return true;
    }

    /** IN_PROGRESS as inProgress. */
    private static String name(JsonNode constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.asText().toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
