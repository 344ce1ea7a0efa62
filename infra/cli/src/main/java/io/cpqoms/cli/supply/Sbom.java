package io.cpqoms.cli.supply;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A CycloneDX bill of materials as written by its Maven plugin: every library of every module, with its licences. */
record Sbom(List<Component> components) {
    private static final String OURS = "io.cpqoms";

    /** @param licences SPDX ids, or the names that the library's own pom gives */
    record Component(String group, String name, String version, Set<String> licences) {
        String coordinates() {
            return group + ":" + name + ":" + version;
        }
    }

    static Sbom read(Path file) {
        try {
            return of(Json.parse(Files.readString(file)));
        } catch (IOException e) {
            throw CpqFailure.environment("can't read the bill of materials " + file + ": " + e.getMessage(), e);
        }
    }

    static Sbom of(JsonNode bom) {
        return new Sbom(Json.stream(bom.path("components"))
                .filter(component -> !component.path("group").asText().equals(OURS))
                .map(component -> new Component(
                        component.path("group").asText(),
                        component.path("name").asText(),
                        component.path("version").asText(),
                        licences(component.path("licenses"))))
                .sorted(Comparator.comparing(Component::coordinates))
                .toList());
    }

    private static Set<String> licences(JsonNode choices) {
        Set<String> licences = new TreeSet<>();
        for (JsonNode choice : choices) {
            JsonNode licence = choice.path("license");
            String named = licence.path("id").asText(licence.path("name").asText());
            licences.addAll(
                    choice.has("expression")
                            ? alternatives(choice.path("expression").asText())
                            : List.of(named));
        }
        licences.remove("");
        return licences;
    }

    /** What an SPDX expression lets a user choose from; one that asks for several licences at once stays one. */
    private static List<String> alternatives(String expression) {
        if (expression.contains(" AND ")) {
            return List.of(expression);
        }
        return Stream.of(expression.split(" OR "))
                .map(licence -> licence.replaceAll("^\\(+|\\)+$", "").strip())
                .toList();
    }
}
