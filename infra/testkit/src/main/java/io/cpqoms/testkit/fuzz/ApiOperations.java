package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.testkit.fuzz.ApiOperation.Parameter;
import io.cpqoms.testkit.fuzz.ApiOperation.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The operations that an API document has, each with all that is needed to make a request of it. */
final class ApiOperations {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final int DEEPEST_REFERENCE = 20;

    private final JsonNode root;

    private ApiOperations(JsonNode root) {
        this.root = root;
    }

    static List<ApiOperation> in(Path document) {
        try {
            return new ApiOperations(new YAMLMapper().readTree(Files.readString(document))).read();
        } catch (IOException e) {
            throw new UncheckedIOException(document + " can't be read", e);
        }
    }

    private List<ApiOperation> read() {
        List<ApiOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(operation(path.getKey(), method.getKey(), method.getValue()));
                }
            }
        }
        return List.copyOf(operations);
    }

    private ApiOperation operation(String path, String method, JsonNode described) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode listed : described.path("parameters")) {
            JsonNode parameter = inlined(listed, 0);
            parameters.add(new Parameter(
                    Place.valueOf(parameter.path("in").asText().toUpperCase(Locale.ROOT)),
                    parameter.path("name").asText(),
                    parameter.path("required").asBoolean(),
                    parameter.path("schema")));
        }
        JsonNode schema = described.at("/requestBody/content/application~1json/schema");
        List<String> roles = described.path("security").findValues("SecurityScheme").stream()
                .flatMap(named -> StreamSupport.stream(named.spliterator(), false))
                .map(JsonNode::asText)
                .toList();
        return new ApiOperation(
                described.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                List.copyOf(parameters),
                schema.isMissingNode() ? Optional.empty() : Optional.of(inlined(schema, 0)),
                roles);
    }

    /** The same with what it refers to in the place of the reference; what stands beside a reference is added. */
    private JsonNode inlined(JsonNode node, int depth) {
        if (depth > DEEPEST_REFERENCE) {
            throw new IllegalStateException("a schema that contains itself can't be written out");
        }
        if (node.isArray()) {
            ArrayNode list = ((ArrayNode) node).arrayNode();
            node.forEach(element -> list.add(inlined(element, depth)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = ((ObjectNode) node).objectNode();
        String reference = node.path("$ref").asText();
        if (!reference.isEmpty()) {
            object.setAll((ObjectNode) inlined(root.at(reference.substring(1)), depth + 1));
        }
        node.properties().stream()
                .filter(member -> !member.getKey().equals("$ref"))
                .forEach(member -> object.set(member.getKey(), inlined(member.getValue(), depth)));
        return object;
    }
}
