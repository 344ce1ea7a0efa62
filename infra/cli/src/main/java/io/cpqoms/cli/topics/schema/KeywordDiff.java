package io.cpqoms.cli.topics.schema;

import static io.cpqoms.cli.topics.schema.SchemaChange.Effect.OLD_MESSAGES;
import static io.cpqoms.cli.topics.schema.SchemaChange.Effect.OLD_READERS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import io.cpqoms.cli.console.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keywords of one schema that limit a single value: types, allowed values, formats and bounds. */
final class KeywordDiff {
    private static final List<String> LOWER =
            List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final List<String> UPPER =
            List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");
    private static final List<String> FORMATS = List.of("pattern", "format", "contentEncoding", "contentMediaType");
    static final Set<String> KEYWORDS = keywords();

    private final String at;
    private final JsonNode left;
    private final JsonNode right;
    private final List<SchemaChange> changes = new ArrayList<>();

    KeywordDiff(String at, JsonNode left, JsonNode right) {
        this.at = at;
        this.left = left;
        this.right = right;
    }

    private static Set<String> keywords() {
        Set<String> keywords = new HashSet<>(LOWER);
        keywords.addAll(UPPER);
        keywords.addAll(FORMATS);
        keywords.addAll(List.of("type", "enum", "const"));
        return Set.copyOf(keywords);
    }

    List<SchemaChange> changes() {
        types();
        values();
        FORMATS.forEach(this::format);
        LOWER.forEach(keyword -> bound(keyword, true));
        UPPER.forEach(keyword -> bound(keyword, false));
        return changes;
    }

    private void types() {
        JsonNode was = left.path("type");
        JsonNode is = right.path("type");
        if (was.equals(is)) {
            return;
        }
        boolean widened = is.isMissingNode() || !was.isMissingNode() && allows(is, was);
        boolean narrowed = was.isMissingNode() || !is.isMissingNode() && allows(was, is);
        String what = "is of type " + text(is) + " where it was " + text(was);
        if (widened && !narrowed) {
            changes.add(SchemaChange.of(at + "/type", what, OLD_READERS));
        } else if (narrowed && !widened) {
            changes.add(SchemaChange.of(at + "/type", what, OLD_MESSAGES));
        } else if (!widened) {
            changes.add(SchemaChange.of(at + "/type", what, OLD_MESSAGES, OLD_READERS));
        }
    }

    private static boolean allows(JsonNode outer, JsonNode inner) {
        Set<String> names = types(outer);
        return types(inner).stream()
                .allMatch(name -> names.contains(name) || name.equals("integer") && names.contains("number"));
    }

    private static Set<String> types(JsonNode type) {
        Set<String> names = new HashSet<>();
        if (type.isArray()) {
            type.forEach(name -> names.add(name.asText()));
        } else {
            names.add(type.asText());
        }
        return names;
    }

    private void values() {
        boolean limited = left.has("enum") || left.has("const");
        boolean limits = right.has("enum") || right.has("const");
        Set<JsonNode> gone = values(left);
        gone.removeAll(values(right));
        Set<JsonNode> fresh = values(right);
        fresh.removeAll(values(left));
        String keyword = at + (left.has("const") || right.has("const") ? "/const" : "/enum");
        if (limits && (!limited || !gone.isEmpty())) {
            changes.add(SchemaChange.of(
                    keyword,
                    limited ? "lost the values " + sorted(gone) : "is limited to " + sorted(fresh),
                    OLD_MESSAGES));
        }
        if (limited && (!limits || !fresh.isEmpty())) {
            changes.add(SchemaChange.of(
                    keyword,
                    limits ? "got the values " + sorted(fresh) : "is no longer limited to values",
                    OLD_READERS));
        }
    }

    /** What both leave, where both stand. */
    private static Set<JsonNode> values(JsonNode node) {
        Set<JsonNode> values = new HashSet<>();
        node.path("enum").forEach(value -> values.add(canonical(value)));
        if (node.has("const")) {
            Set<JsonNode> only = Set.of(canonical(node.path("const")));
            values.addAll(node.has("enum") ? Set.of() : only);
            values.retainAll(only);
        }
        return values;
    }

    /** 1 and 1.0 are one value to a schema. */
    private static JsonNode canonical(JsonNode value) {
        return value.isNumber() ? DecimalNode.valueOf(value.decimalValue().stripTrailingZeros()) : value;
    }

    private static List<String> sorted(Set<JsonNode> values) {
        return values.stream().map(Json::line).sorted().toList();
    }

    private void format(String keyword) {
        if (!left.path(keyword).equals(right.path(keyword))) {
            changes.add(SchemaChange.of(
                    at + "/" + keyword,
                    "has the " + keyword + " " + text(right.path(keyword)) + " where it had "
                            + text(left.path(keyword)),
                    OLD_MESSAGES,
                    OLD_READERS));
        }
    }

    private void bound(String keyword, boolean lower) {
        JsonNode was = left.path(keyword);
        JsonNode is = right.path(keyword);
        if (was.equals(is)) {
            return;
        }
        boolean tighter = was.isMissingNode() || !is.isMissingNode() && isAbove(is, was) == lower;
        changes.add(SchemaChange.of(
                at + "/" + keyword,
                keyword + " is " + text(is) + " where it was " + text(was),
                tighter ? OLD_MESSAGES : OLD_READERS));
    }

    private static boolean isAbove(JsonNode one, JsonNode other) {
        BigDecimal value = one.decimalValue();
        return value.compareTo(other.decimalValue()) > 0;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "not set" : node.isTextual() ? node.asText() : node.toString();
    }
}
