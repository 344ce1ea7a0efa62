package io.cpqoms.cli.topics.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.topics.registry.JsonFiles;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an editor needs to complete the registry: a line that leads to its schema, and words for every field of an entry. */
@Tag("TOP-01")
class RegistryFormTest {
    private static final String MODELINE = "# yaml-language-server: $schema=";
    private static final Path REGISTRY = Contracts.topics(Checkout.root()).resolve(TopicRegistry.FILE_NAME);

    @Test
    void isNamedInTheFirstLineOfTheRegistry() throws IOException {
        String first = Files.readAllLines(REGISTRY).getFirst();

        assertThat(first).startsWith(MODELINE);
        Path named = REGISTRY.resolveSibling(first.substring(MODELINE.length()));
        assertThat(JsonFiles.parse(named))
                .isEqualTo(Contracts.of(Checkout.root()).form());
    }

    @Test
    void describesEveryFieldOfAnEntryAndEveryQuestion() {
        JsonNode form = Contracts.of(Checkout.root()).form();
        List<String> silent = new ArrayList<>();
        for (String fields : List.of(
                "/$defs/topic/properties", "/$defs/topic/properties/sizing/properties", "/$defs/answers/properties")) {
            form.at(fields).properties().forEach(field -> {
                if (described(form, field.getValue()).isBlank()) {
                    silent.add(field.getKey());
                }
            });
        }

        assertThat(silent).isEmpty();
        assertThat(form.at("/$defs/answers/required"))
                .as("the creation questions")
                .hasSize(10);
    }

    private static String described(JsonNode form, JsonNode field) {
        String own = field.path("description").asText();
        String reference = field.path("$ref").asText();
        return own.isEmpty() && !reference.isEmpty()
                ? form.at(reference.substring(1)).path("description").asText()
                : own;
    }
}
