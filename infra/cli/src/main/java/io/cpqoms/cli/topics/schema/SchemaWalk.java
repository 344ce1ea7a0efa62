package io.cpqoms.cli.topics.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Every place of a schema document that is a schema itself, with its pointer and the property it describes. */
public final class SchemaWalk {
    private static final List<String> NAMED = List.of("properties", "$defs", "patternProperties");
    private static final List<String> LISTED = List.of("oneOf", "anyOf", "allOf", "prefixItems");
    private static final List<String> SINGLE = List.of("items", "additionalProperties", "not", "if", "then", "else");

    private SchemaWalk() {}

    /**
     * One schema inside of a document.
     *
     * @param pointer its JSON pointer
     * @param property the property it describes; empty for the root and for items
     */
    public record Place(String pointer, String property, JsonNode schema) {}

    public static Stream<Place> places(JsonNode document) {
        return places(new Place("", "", document));
    }

    private static Stream<Place> places(Place place) {
        return Stream.concat(Stream.of(place), children(place).flatMap(SchemaWalk::places));
    }

    private static Stream<Place> children(Place place) {
        JsonNode schema = place.schema();
        Stream<Place> named = NAMED.stream()
                .flatMap(keyword -> schema.path(keyword).properties().stream()
                        .map(entry -> new Place(
                                place.pointer() + "/" + keyword + "/" + escaped(entry.getKey()),
                                entry.getKey(),
                                entry.getValue())));
        Stream<Place> listed = LISTED.stream()
                .flatMap(keyword -> Stream.iterate(0, index -> index + 1)
                        .limit(schema.path(keyword).size())
                        .map(index -> new Place(
                                place.pointer() + "/" + keyword + "/" + index,
                                place.property(),
                                schema.path(keyword).path(index))));
        Stream<Place> single = SINGLE.stream()
                .filter(keyword -> schema.path(keyword).isObject())
                .map(keyword -> new Place(place.pointer() + "/" + keyword, place.property(), schema.path(keyword)));
        return Stream.of(named, listed, single).flatMap(places -> places);
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
