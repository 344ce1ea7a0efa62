package io.cpqoms.cli.topics.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.topics.schema.SchemaSet;
import io.cpqoms.cli.topics.schema.SchemaWalk;
import java.util.List;
import java.util.stream.Stream;

/** Schemas are valid 2020-12, say who they are, are closed for producers, and bound every text and list. */
final class SchemaRules {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final List<String> TEXT_BOUNDS = List.of("maxLength", "pattern", "enum", "const");
    /** The payload is closed by its own schema, not by the envelope's. */
    private static final String ENVELOPE_PAYLOAD = "/properties/payload";

    private SchemaRules() {}

    static Stream<Finding> form(Contracts contracts) {
        SchemaSet schemas = contracts.schemas().current();
        return schemas.ids().stream()
                .flatMap(id -> schemas.defects(id).stream()
                        .map(defect -> new Finding(
                                "schema",
                                file(id),
                                "is no valid JSON Schema 2020-12: " + defect,
                                "see json-schema.org for the keyword")));
    }

    static Stream<Finding> identity(Contracts contracts) {
        SchemaSet schemas = contracts.schemas().current();
        Stream<Finding> ids = schemas.ids().stream()
                .filter(id -> !schemas.document(id).path("$id").asText().equals(SchemaSet.URN + id)
                        || !schemas.document(id).path("$schema").asText().equals(DIALECT))
                .map(id -> new Finding(
                        "schema-id",
                        file(id),
                        "has the $id " + schemas.document(id).path("$id").asText() + " and the $schema "
                                + schemas.document(id).path("$schema").asText(),
                        "they must be " + SchemaSet.URN + id + " and " + DIALECT));
        Stream<Finding> titles = schemas.eventIds().stream()
                .filter(id -> !schemas.document(id).path("title").asText().equals(eventType(id))
                        || schemas.document(id).path("description").asText().length() < 10)
                .map(id -> new Finding(
                        "schema-title",
                        file(id),
                        "does not tell what it is",
                        "its title is " + eventType(id) + ", its description one sentence about the fact"));
        return Stream.concat(ids, titles);
    }

    static String eventType(String id) {
        String[] parts = id.split("\\.");
        return parts[parts.length - 2];
    }

    static Stream<Finding> closed(Contracts contracts) {
        return places(contracts)
                .filter(place -> place.schema().has("properties") || isType(place, "object"))
                .filter(place -> !isClosed(place.schema()))
                .filter(place -> !(place.id().equals(SchemaSet.ENVELOPE)
                        && place.pointer().equals(ENVELOPE_PAYLOAD)))
                .map(place -> new Finding(
                        "closed",
                        file(place.id()) + "#" + place.pointer(),
                        "is an open object",
                        "set additionalProperties: false, so that a producer can't write what nobody agreed on;"
                                + " consumers read it open anyway"));
    }

    private static boolean isClosed(JsonNode schema) {
        JsonNode additional = schema.path("additionalProperties");
        return additional.isBoolean() && !additional.asBoolean();
    }

    static Stream<Finding> bounded(Contracts contracts) {
        return places(contracts).flatMap(place -> {
            boolean text = isType(place, "string") && TEXT_BOUNDS.stream().noneMatch(place.schema()::has);
            boolean list = isType(place, "array")
                    && !(place.schema().has("maxItems") && place.schema().has("items"));
            return text || list
                    ? Stream.of(new Finding(
                            "bounded",
                            file(place.id()) + "#" + place.pointer(),
                            "is a " + (text ? "text" : "list") + " without an upper bound",
                            text ? "give maxLength, pattern or enum" : "give maxItems and items"))
                    : Stream.empty();
        });
    }

    /** A place with the schema it belongs to. */
    record Placed(String id, String pointer, String property, JsonNode schema) {}

    static Stream<Placed> places(Contracts contracts) {
        SchemaSet schemas = contracts.schemas().current();
        return schemas.ids().stream()
                .flatMap(id -> SchemaWalk.places(schemas.document(id))
                        .filter(place -> place.schema().isObject())
                        .map(place -> new Placed(id, place.pointer(), place.property(), place.schema())));
    }

    static boolean isType(Placed place, String type) {
        return place.schema().path("type").asText().equals(type);
    }

    static String file(String id) {
        return "schemas/" + id + ".json";
    }
}
