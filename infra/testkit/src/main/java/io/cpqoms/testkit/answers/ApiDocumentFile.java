package io.cpqoms.testkit.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A service's API document, read to judge answers: an object has no members but those that its schema names.
 *
 * <p>Closing the objects is stricter than the document says, and on purpose: a member that nobody documented is a promise
 * that nobody meant.
 */
final class ApiDocumentFile {

    private static final String REQUIRED = "required";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistryConfig STRICT =
            SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

    private final Path file;
    private final JsonNode root;
    private final ObjectNode components;
    private final List<PathTemplate> templates;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(STRICT));
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    private ApiDocumentFile(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
        this.components = closed(root.path("components"));
        this.templates = root.path("paths")
                .propertyStream()
                .map(path -> new PathTemplate(path.getKey(), path.getValue()))
                .sorted(Comparator.comparing(PathTemplate::parameters))
                .toList();
    }

    static ApiDocumentFile read(Path file) {
        try {
            return new ApiDocumentFile(file, new YAMLMapper().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    /** What the document says of a request; empty when it knows no such path or method. */
    Optional<Operation> operation(String method, String path) {
        return templates.stream()
                .filter(template -> template.matches(path))
                .map(template -> template.operations().path(method.toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject)
                .map(Operation::new)
                .findFirst();
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }

    /** One method of one path. */
    final class Operation {

        private final JsonNode operation;

        private Operation(JsonNode operation) {
            this.operation = operation;
        }

        Optional<Answer> answer(int status) {
            JsonNode answer = operation.path("responses").path(String.valueOf(status));
            return answer.isObject() ? Optional.of(new Answer(answer)) : Optional.empty();
        }
    }

    /** What an operation answers with one status. */
    final class Answer {

        private final JsonNode answer;

        private Answer(JsonNode answer) {
            this.answer = answer;
        }

        /** The documented headers in lower case. */
        Set<String> headers() {
            Set<String> names = new HashSet<>();
            answer.path("headers").fieldNames().forEachRemaining(name -> names.add(name.toLowerCase(Locale.ROOT)));
            return names;
        }

        Set<String> requiredHeaders() {
            Set<String> names = new HashSet<>();
            answer.path("headers").propertyStream().forEach(header -> {
                JsonNode described = resolved(header.getValue());
                if (described.path("required").asBoolean()) {
                    names.add(header.getKey().toLowerCase(Locale.ROOT));
                }
            });
            return names;
        }

        /** @param cut whether the client chose the members, so that none has to be there */
        List<String> faultsOf(String mediaType, String body, boolean cut) {
            JsonNode content = answer.path("content");
            if (content.isMissingNode() || content.isEmpty()) {
                return faultsOfNothing(body);
            }
            JsonNode described = content.path(mediaType);
            if (!described.isObject()) {
                return List.of("media type " + mediaType + " is not there");
            }
            JsonNode schema = described.path("schema");
            if (schema.isMissingNode() || schema.isEmpty()) {
                return List.of("its body has no schema");
            }
            if (!mediaType.endsWith("json")) {
                return body.isEmpty()
                        ? List.of("its body is empty")
                        : List.of(); // a page or a file is no document of members
            }
            try {
                return compiled
                        .computeIfAbsent(schema.toString(), key -> compile(schema))
                        .validate(JSON.readTree(body))
                        .stream()
                        .filter(error -> !(cut && REQUIRED.equals(error.getKeyword())))
                        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                        .toList();
            } catch (JsonProcessingException e) {
                return List.of("its body is not JSON: " + e.getOriginalMessage());
            }
        }

        /** For an answer that has no body. */
        List<String> faultsOfNothing(String body) {
            return body.isEmpty() ? List.of() : List.of("a body is not there");
        }

        private JsonNode resolved(JsonNode node) {
            String reference = node.path("$ref").asText();
            return reference.isEmpty() ? node : root.at(reference.substring(1));
        }
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(closed(schema));
        whole.set("components", components);
        Schema made = registry.getSchema(whole);
        made.initializeValidators();
        return made;
    }

    private static ObjectNode closed(JsonNode schemas) {
        ObjectNode copy = schemas.deepCopy();
        List<JsonNode> objects = new ArrayList<>(copy.findParents("properties"));
        objects.stream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .filter(object -> object.path("properties").isObject() && !object.has("additionalProperties"))
                .forEach(object -> object.put("additionalProperties", false));
        return copy;
    }

    private record PathTemplate(Pattern pattern, int parameters, JsonNode operations) {

        private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

        PathTemplate(String template, JsonNode operations) {
            this(
                    Pattern.compile(PARAMETER.matcher(template).replaceAll("[^/]+")),
                    (int) PARAMETER.matcher(template).results().count(),
                    operations);
        }

        boolean matches(String path) {
            return pattern.matcher(path).matches();
        }
    }
}
