package io.cpqoms.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds a service to its checked-in OpenAPI document. The order of properties doesn't count: the generator takes it from the
 * compiler, which does not promise one.
 */
public final class OpenApiDocument {
    private static final int SHOWN = 20;

    private final Path checkedIn;

    /** @param checkedIn relative to the module */
    public OpenApiDocument(Path checkedIn) {
        this.checkedIn = checkedIn;
    }

    /**
     * Fails with the places that differ, and with those that a client could not be generated from: an operation without a
     * name of its own, a body or a list of nobody knows what. {@code -Dopenapi.write=true} writes the served document instead, for review.
     *
     * @throws AssertionError when the service serves something else
     */
    public void requireServed(String served) {
        YAMLMapper yaml = new YAMLMapper();
        try {
            if (Boolean.getBoolean("openapi.write")) {
                Files.createDirectories(checkedIn.toAbsolutePath().resolveSibling("."));
                Files.writeString(checkedIn, served);
            }
            JsonNode document = yaml.readTree(served);
            List<String> gaps = gaps(document);
            if (!gaps.isEmpty()) {
                throw new AssertionError("a client can't be generated from what the service serves: " + gaps);
            }
            List<String> differences = new ArrayList<>();
            compare("", yaml.readTree(Files.readString(checkedIn)), document, differences);
            if (!differences.isEmpty()) {
                throw new AssertionError("the service does not serve " + checkedIn + "; review, then run again with"
                        + " -Dopenapi.write=true. Different: "
                        + differences.subList(0, Math.min(SHOWN, differences.size())));
            }
        } catch (IOException e) {
            throw new AssertionError("can't compare with " + checkedIn + ": " + e.getMessage(), e);
        }
    }

    private static List<String> gaps(JsonNode document) {
        List<String> gaps = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(operation -> operation.getValue().has("responses"))
                        .forEach(operation -> {
                            String place = operation.getKey() + " " + path.getKey();
                            String name =
                                    operation.getValue().path("operationId").asText();
                            if (name.isEmpty() || !names.add(name)) {
                                gaps.add(place + " has no operationId of its own");
                            }
                            operation.getValue().findValues("schema").stream()
                                    .filter(JsonNode::isEmpty)
                                    .forEach(schema -> gaps.add(place + " has an empty schema"));
                        }));
        document.path("components").findValues("items").stream()
                .filter(items -> items.isObject() && items.isEmpty())
                .forEach(items -> gaps.add("a list has items of nobody knows what"));
        return gaps;
    }

    private static void compare(String place, JsonNode expected, JsonNode actual, List<String> differences) {
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(place + "/" + name, field(expected, name), field(actual, name), differences);
            }
        } else if (!expected.equals(actual)) {
            differences.add(place);
        }
    }

    private static JsonNode field(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null ? MissingNode.getInstance() : value;
    }
}
