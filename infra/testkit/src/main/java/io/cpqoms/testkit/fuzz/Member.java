package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A place in a body.
 *
 * @param field as violations name it: {@code lines[0].quantity}
 * @param required whether the body may be without it; elements of lists may
 */
record Member(String field, JsonPointer pointer, JsonNode schema, boolean required) {

    private static final String HERE = "@@here@@";

    /** All places of a body. */
    static List<Member> in(JsonNode schema, JsonNode body) {
        List<Member> members = new ArrayList<>();
        walk(new Member("", JsonPointer.empty(), schema, true), body, members);
        return List.copyOf(members);
    }

    private static void walk(Member around, JsonNode value, List<Member> members) {
        if (value.isObject()) {
            List<String> required = new ArrayList<>();
            around.schema.path("required").forEach(name -> required.add(name.asText()));
            for (Map.Entry<String, JsonNode> property : value.properties()) {
                String name = property.getKey();
                Member member = new Member(
                        around.field.isEmpty() ? name : around.field + "." + name,
                        around.pointer.appendProperty(name),
                        around.schema.path("properties").path(name),
                        required.contains(name));
                members.add(member);
                walk(member, property.getValue(), members);
            }
        } else if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                Member member = new Member(
                        around.field + "[" + index + "]",
                        around.pointer.appendIndex(index),
                        around.schema.path("items"),
                        false);
                members.add(member);
                walk(member, value.path(index), members);
            }
        }
    }

    String name() {
        return pointer.last().getMatchingProperty();
    }

    boolean isElement() {
        return field.endsWith("]");
    }

    String type() {
        return Schemas.type(schema);
    }

    /** The field of another member of the same object. */
    String beside(String other) {
        int end = field.lastIndexOf('.');
        return end < 0 ? other : field.substring(0, end + 1) + other;
    }

    /** The body without this. */
    String missingIn(JsonNode body) {
        JsonNode copy = body.deepCopy();
        ((ObjectNode) copy.at(pointer.head())).remove(name());
        return copy.toString();
    }

    /** The body with this text in the place of the value, whether it is JSON or not. */
    String replacedIn(JsonNode body, String raw) {
        return marked(body).replace("\"" + HERE + "\"", raw);
    }

    /** The body with more members behind this one. */
    String followedIn(JsonNode body, String members) {
        return replacedIn(body, body.at(pointer) + "," + members);
    }

    private String marked(JsonNode body) {
        JsonNode copy = body.deepCopy();
        JsonNode around = copy.at(pointer.head());
        if (around instanceof ObjectNode object) {
            object.put(name(), HERE);
        } else {
            ((ArrayNode) around).set(pointer.last().getMatchingIndex(), ((ArrayNode) around).textNode(HERE));
        }
        return copy.toString();
    }
}
