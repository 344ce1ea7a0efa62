package io.cpqoms.command.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Names schemas as the types of a generated client should be called: {@code QuoteView} is what this house calls a quote that
 * leaves it, for a client it is a {@code Quote}; {@code PageQuoteSummaryView} is a {@code QuoteSummaryPage}.
 *
 * <p>A name that somebody else has already is not taken from him.
 */
final class SchemaNames {

    private static final String COMPONENT = "#/components/schemas/";
    private static final String VIEW = "View";
    private static final String PAGE = "Page";

    private final Map<String, String> names;

    private SchemaNames(Map<String, String> names) {
        this.names = names;
    }

    static void complete(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        if (schemas == null) {
            return;
        }
        SchemaNames names = of(schemas);
        Map<String, Schema> renamed = new TreeMap<>();
        schemas.forEach((name, schema) -> {
            names.refer(schema);
            renamed.put(names.names.getOrDefault(name, name), schema);
        });
        document.getComponents().setSchemas(renamed);
        if (document.getPaths() != null) {
            document.getPaths()
                    .getPathItems()
                    .values()
                    .forEach(path -> path.getOperations().values().forEach(names::refer));
        }
    }

    private static SchemaNames of(Map<String, Schema> schemas) {
        Map<String, String> names = new HashMap<>();
        schemas.keySet().stream()
                .filter(name -> name.endsWith(VIEW) && !name.startsWith(PAGE))
                .forEach(name -> names.put(name, name.substring(0, name.length() - VIEW.length())));
        schemas.forEach((name, schema) ->
                listed(name, schema).ifPresent(item -> names.put(name, names.getOrDefault(item, item) + PAGE)));
        names.values().removeIf(name -> schemas.containsKey(name) || isSharedBy(names, name));
        return new SchemaNames(names);
    }

    private static boolean isSharedBy(Map<String, String> names, String name) {
        return names.values().stream().filter(name::equals).count() > 1;
    }

    /** What a page lists. */
    private static Optional<String> listed(String name, Schema schema) {
        return Optional.ofNullable(schema.getProperties())
                .filter(properties -> name.startsWith(PAGE))
                .map(properties -> properties.get("items"))
                .map(Schema::getItems)
                .map(Schema::getRef)
                .map(ref -> ref.substring(COMPONENT.length()));
    }

    private void refer(Operation operation) {
        Stream.ofNullable(operation.getParameters()).flatMap(List::stream).forEach(parameter -> {
            if (parameter.getSchema() != null) {
                refer(parameter.getSchema());
            }
        });
        if (operation.getRequestBody() != null) {
            refer(operation.getRequestBody().getContent());
        }
        operation.getResponses().getAPIResponses().values().forEach(answer -> refer(answer.getContent()));
    }

    private void refer(@Nullable Content content) {
        if (content != null) {
            content.getMediaTypes().values().forEach(media -> {
                if (media.getSchema() != null) {
                    refer(media.getSchema());
                }
            });
        }
    }

    private void refer(Schema schema) {
        if (schema.getRef() != null) {
            String name = schema.getRef().substring(COMPONENT.length());
            schema.setRef(COMPONENT + names.getOrDefault(name, name));
            // The type is said where the reference leads; generators stumble over a second one.
            schema.setType(null);
        }
        if (schema.getItems() != null) {
            refer(schema.getItems());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(this::refer);
        }
    }
}
