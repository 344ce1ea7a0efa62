package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request that the document allows, before anything of it is broken.
 *
 * @param ids what the request names, by parameter
 * @param json its body, where it has one
 */
record ValidRequest(
        ApiOperation operation, Map<String, String> ids, Optional<ObjectNode> json, WireRequest request, World world) {

    /** The same for things of other names: in the path, and in the body where it names the same. */
    WireRequest naming(String parameter, String other) {
        String own = ids.get(parameter);
        if (own == null) {
            return request;
        }
        String body = json.map(known -> replaced(known, own, other).toString()).orElse("");
        return request.withTarget(inTarget(own).matcher(request.target()).replaceAll(Matcher.quoteReplacement(other)))
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the path or a text of the body is that very name. */
    boolean names(String own) {
        return !own.isEmpty()
                && (inPath(own)
                        || json.map(body -> !replaced(body, own, "").equals(body))
                                .orElse(false));
    }

    boolean inPath(String own) {
        return !own.isEmpty() && inTarget(own).matcher(request.path()).find();
    }

    /** As a whole: a short id is part of many another. */
    private static Pattern inTarget(String id) {
        return Pattern.compile("(?<=[/=])" + Pattern.quote(id) + "(?=[/?&]|$)");
    }

    private static JsonNode replaced(JsonNode node, String own, String other) {
        if (node.isTextual()) {
            return node.textValue().equals(own) ? TextNode.valueOf(other) : node;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = list.arrayNode();
            list.forEach(element -> copy.add(replaced(element, own, other)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), replaced(member.getValue(), own, other)));
            return copy;
        }
        return node;
    }
}
