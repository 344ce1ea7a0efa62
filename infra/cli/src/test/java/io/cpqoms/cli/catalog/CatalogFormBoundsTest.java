package io.cpqoms.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a file may hold is what the service takes: else a file that was found sound is refused when half of it is sent. */
@Tag("DOM-01")
class CatalogFormBoundsTest {

    private static final List<String> BOUNDS = List.of("minItems", "maxItems", "maxLength", "minimum", "maximum");

    /** Said another way in a file: a plan by its name, and names by their language. */
    private static final Set<String> OF_FILES = Set.of("plan", "names");

    private final JsonNode form = form();
    private final JsonNode service = service();
    private final List<String> differences = new ArrayList<>();
    private int compared;

    @Test
    void aFileMayHoldWhatTheServiceTakesAndNoMore() {
        compare("product", form.at("/$defs/product"), service.at("/components/schemas/NewProduct"), Set.of());

        assertThat(differences).isEmpty();
        assertThat(compared).as("bounds that were held against each other").isGreaterThan(30);
    }

    private void compare(String at, JsonNode file, JsonNode taken, Set<String> above) {
        JsonNode ours = resolved(form, file);
        JsonNode theirs = resolved(service, taken);
        for (String bound : BOUNDS) {
            if (theirs.has(bound)) {
                compared++;
                if (!theirs.path(bound).equals(ours.path(bound))) {
                    differences.add(at + "." + bound + ": " + ours.path(bound) + " in a file, " + theirs.path(bound)
                            + " in the service");
                }
            }
        }
        Set<String> here = new HashSet<>(above);
        if (taken.has("$ref") && !here.add(taken.path("$ref").asText())) {
            return;
        }
        if (theirs.has("items")) {
            compare(at + "[]", ours.path("items"), theirs.path("items"), here);
        }
        Set<String> members = new HashSet<>(names(theirs.path("properties")));
        members.addAll(names(ours.path("properties")));
        members.removeAll(OF_FILES);
        for (String member : members) {
            if (ours.path("properties").has(member) && theirs.path("properties").has(member)) {
                compare(
                        at + "." + member,
                        ours.path("properties").path(member),
                        theirs.path("properties").path(member),
                        here);
            } else {
                differences.add(at + "." + member + " is known to one of them");
            }
        }
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static Set<String> names(JsonNode properties) {
        Set<String> names = new HashSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode form() {
        try (InputStream file = Objects.requireNonNull(CatalogFile.class.getResourceAsStream("catalog-file.json"))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode service() {
        try {
            return new YAMLMapper()
                    .readTree(Checkout.root()
                            .resolve("quote-service/src/main/resources/openapi/openapi.yaml")
                            .toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
