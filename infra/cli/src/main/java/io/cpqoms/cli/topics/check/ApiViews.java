package io.cpqoms.cli.topics.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The views that the services' APIs answer with, from their checked-in OpenAPI documents. */
final class ApiViews {
    /** One schema of an API with the names of its fields. */
    record View(String service, String name, Set<String> fields) {}

    private ApiViews() {}

    static List<View> of(Path checkout, TopicRegistry registry) {
        return registry.services().keySet().stream()
                .flatMap(service ->
                        views(service, checkout.resolve(service).resolve("src/main/resources/openapi/openapi.yaml")))
                .toList();
    }

    private static Stream<View> views(String service, Path document) {
        if (!Files.exists(document)) {
            return Stream.empty();
        }
        try {
            JsonNode schemas = new YAMLMapper()
                    .readTree(Files.readString(document))
                    .path("components")
                    .path("schemas");
            return schemas.properties().stream().map(entry -> {
                Set<String> fields = new HashSet<>();
                entry.getValue().path("properties").fieldNames().forEachRemaining(fields::add);
                return new View(service, entry.getKey(), fields);
            });
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + document + ": " + e.getMessage(), e);
        }
    }
}
