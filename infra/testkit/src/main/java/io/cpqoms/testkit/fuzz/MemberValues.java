package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What may stand in the place of a member's value, as text: some of it is no JSON. */
final class MemberValues {

    /** The first length that no text of a body may have. */
    private static final int TOO_LONG = 20_001;

    private static final int TOO_MANY = 10_001;
    private static final int DEEP = 5_000;

    private static final Map<String, String> OF_TYPE = Map.of(
            "string", "\"text\"", "integer", "7", "number", "1.5", "boolean", "true", "array", "[]", "object", "{}");

    static final List<String> NUMBERS = List.of(
            "1e400",
            "-0",
            "-0.0",
            "1E-400",
            "1e2147483647",
            "1e-2147483648",
            "1e99999999999",
            "9223372036854775808",
            "-9223372036854775809",
            "9".repeat(50),
            "1.0",
            "12e0",
            "0.1e1",
            "1.5",
            "0x10",
            "01",
            "+1",
            "NaN",
            "Infinity",
            "-Infinity",
            "-",
            "1e",
            ".5",
            "1_000",
            "2147483648",
            "0." + "0".repeat(60) + "1");

    static final List<String> TEXTS = List.of(
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"a\\u0000b\"",
            "\"\\u202e\"",
            "\"\\ufeff\"",
            "\"\\u0007\"",
            "\"\\u0085\"",
            "\"\\x41\"",
            "\"\\u12\"",
            "\"a\tb\"",
            "\"unfinished",
            "\"\"",
            "\" \"",
            "\"  A1\"",
            "\"\uD83D\uDE00\"",
            "\"\\ud83d\\ude00\"",
            "\"'; drop table quote; --\"",
            "\"<script>alert(1)</script>\"",
            "\"${7*7}{{7*7}}#{7*7}\"",
            "\"../../etc/passwd\"",
            "\"%00%0d%0a\"",
            "\"null\"",
            "\"true\"",
            "\"NaN\"",
            "\"1e400\"",
            "\"-0\"",
            "\"\u0661\u0662\"",
            "\"İ\"",
            "\"" + "e\u0301".repeat(60) + "\"",
            "\"a\\r\\nFuzz-Injected: yes\"");

    static final List<String> INSTANTS = List.of(
            "\"2026-12-31T23:59:60Z\"",
            "\"2026-12-31T24:00:00Z\"",
            "\"+999999-01-01T00:00:00Z\"",
            "\"999999-01-01T00:00:00Z\"",
            "\"-0001-01-01T00:00:00Z\"",
            "\"2027-02-30T00:00:00Z\"",
            "\"2027-06-01T12:00:00+99:99\"",
            "\"2027-06-01T12:00:00+18:01\"",
            "\"2027-06-01T12:00:00.1234567891Z\"",
            "\"2027-06-01T12:00:00\"",
            "\"2027-06-01\"",
            "1811851200",
            "\"1970-01-01T00:00:00Z\"",
            "\"2199-12-31T23:59:59.999999999Z\"",
            "\"2200-01-01T00:00:00-00:01\"",
            "\"2027-06-01t12:00:00z\"");

    private MemberValues() {}

    /** One value of each other type. */
    static List<String> ofAnotherType(Member member) {
        List<String> others = new ArrayList<>(List.of("[null]", "{\"a\":1}", "[[]]"));
        OF_TYPE.forEach((type, value) -> {
            if (!type.equals(member.type())) {
                others.add(value);
            }
        });
        return others;
    }

    /** Values at the edges that the schema names and just beyond them. */
    static List<String> edges(Member member, JsonNode value) {
        JsonNode schema = member.schema();
        List<String> edges = new ArrayList<>();
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                long edge = schema.path(bound).asLong();
                edges.addAll(List.of(String.valueOf(edge - 1), String.valueOf(edge), String.valueOf(edge + 1)));
            }
        }
        for (String bound : List.of("minLength", "maxLength")) {
            if (schema.has(bound)) {
                int edge = schema.path(bound).asInt();
                edges.addAll(List.of(text(Math.max(0, edge - 1)), text(edge), text(edge + 1)));
            }
        }
        for (String bound : List.of("minItems", "maxItems")) {
            if (schema.has(bound) && value.size() > 0) {
                int edge = schema.path(bound).asInt();
                edges.addAll(
                        List.of(copies(value, Math.max(0, edge - 1)), copies(value, edge), copies(value, edge + 1)));
            }
        }
        if (schema.has("enum") || schema.has("pattern")) {
            edges.addAll(List.of("\"no-such-one\"", "\"\"", "\"LINE\"", text(100), text(101), text(255), text(256)));
        }
        if (member.type().equals("string")) {
            edges.addAll(List.of(text(1), text(TOO_LONG)));
        }
        return edges;
    }

    static List<String> deepOnes() {
        return List.of(
                "[".repeat(DEEP) + "]".repeat(DEEP),
                "[".repeat(DEEP),
                "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP),
                "[{\"a\":".repeat(40) + "1" + "}]".repeat(40),
                "[".repeat(31) + "]".repeat(31));
    }

    static List<String> longOnes(JsonNode value) {
        return List.of(
                "[" + "1,".repeat(TOO_MANY) + "1]",
                copies(value, TOO_MANY),
                "[" + "null,".repeat(TOO_MANY) + "null]",
                text(TOO_LONG));
    }

    private static String text(int length) {
        return TextNode.valueOf("a".repeat(length)).toString();
    }

    private static String copies(JsonNode list, int count) {
        String element = list.isArray() && list.size() > 0 ? list.path(0).toString() : list.toString();
        return "[" + String.join(",", java.util.Collections.nCopies(count, element)) + "]";
    }
}
