package io.cpqoms.search.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/** The parts that quote and order documents share: copied fields, lines, totals, attention. */
final class DocumentParts {

    private DocumentParts() {}

    /** Copies fields that are there; an absent one leaves what the document has. */
    static void copy(ObjectNode document, JsonNode payload, String... fields) {
        for (String field : fields) {
            JsonNode value = payload.get(field);
            if (value != null) {
                document.set(field, value.deepCopy());
            }
        }
    }

    /** The exact totals stay text; the double beside them is for sorting, ranges and facets only. */
    static void totals(ObjectNode document, JsonNode payload) {
        copy(document, payload, "totals");
        document.put("totalAmount", payload.at("/totals/exact/amount").asDouble());
    }

    static void withoutTotals(ObjectNode document) {
        document.remove("totals");
        document.remove("totalAmount");
    }

    /** Replaces the lines; a line keeps what the new form does not mention, such as its agreed price. */
    static void lines(ObjectNode document, JsonNode lines) {
        ArrayNode merged = document.arrayNode();
        for (JsonNode told : lines) {
            ObjectNode line = line(told);
            merged.add(find(document, "lines", "lineId", line.path("lineId").asText())
                    .map(known -> (ObjectNode) known.deepCopy().setAll(line))
                    .orElse(line));
        }
        document.set("lines", merged);
    }

    /** A line as it is found; what was chosen about its product is the quote's to tell. */
    static ObjectNode line(JsonNode told) {
        ObjectNode line = told.deepCopy();
        line.remove("configuration");
        return line;
    }

    /** The element of an array field whose key field has this value. */
    static Optional<ObjectNode> find(ObjectNode document, String array, String key, String value) {
        for (JsonNode element : document.path(array)) {
            if (element.path(key).asText().equals(value)) {
                return Optional.of((ObjectNode) element);
            }
        }
        return Optional.empty();
    }

    /** Takes the element of an array field whose key field has this value out. */
    static void remove(ObjectNode document, String array, String key, String value) {
        ArrayNode rest = document.arrayNode();
        for (JsonNode element : document.path(array)) {
            if (!element.path(key).asText().equals(value)) {
                rest.add(element);
            }
        }
        document.set(array, rest);
    }

    /** Takes the lines out that belong to others; they come with a price and go with it. */
    static void withoutComponents(ObjectNode document) {
        ArrayNode rest = document.arrayNode();
        for (JsonNode line : document.path("lines")) {
            if (!line.has("parentLineId")) {
                rest.add(line);
            }
        }
        document.set("lines", rest);
    }

    /** Puts an element at the end of an array field. */
    static void append(ObjectNode document, String array, JsonNode element) {
        document.withArray("/" + array).add(element.deepCopy());
    }

    static void state(ObjectNode document, String state) {
        document.put("state", state);
    }

    /** Puts the document on the worklist, or takes it off; the waiting time counts from the first reason on. */
    static void attention(ObjectNode document, Optional<String> reason) {
        document.put("needsAttention", reason.isPresent());
        if (reason.isEmpty()) {
            document.remove("attentionReason");
            document.remove("attentionSince");
            return;
        }
        document.put("attentionReason", reason.get());
        if (!document.has("attentionSince")) {
            document.set("attentionSince", document.path("updatedAt"));
        }
    }

    static void countLines(ObjectNode document) {
        document.put("lineCount", document.path("lines").size());
    }

    /** Percent text as a number for ranges. */
    static BigDecimal percent(JsonNode payload, String field) {
        return new BigDecimal(payload.path(field).asText("0"));
    }
}
