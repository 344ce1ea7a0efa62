package io.cpqoms.cli.topics.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JSON files of a directory of contracts. */
public final class JsonFiles {
    private static final String ENDING = ".json";

    private JsonFiles() {}

    /** Each document by its file's name without the ending; nothing when there is no such directory. */
    public static SortedMap<String, JsonNode> read(Path directory) {
        SortedMap<String, JsonNode> documents = new TreeMap<>();
        for (Path file : list(directory)) {
            String name = file.getFileName().toString();
            documents.put(name.substring(0, name.length() - ENDING.length()), parse(file));
        }
        return documents;
    }

    public static JsonNode parse(Path file) {
        try {
            return Json.parse(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new CpqFailure("%s is no JSON at line %d, column %d: %s"
                    .formatted(
                            file.getFileName(),
                            e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                            e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                            e.getOriginalMessage()));
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CpqFailure.environment("can't list " + directory + ": " + e.getMessage(), e);
        }
    }
}
