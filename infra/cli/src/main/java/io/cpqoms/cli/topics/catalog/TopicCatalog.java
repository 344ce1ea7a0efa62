package io.cpqoms.cli.topics.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.topics.registry.JsonFiles;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All files of the catalog with their content, to be written or compared. */
public record TopicCatalog(Map<String, String> files) {
    private static final String FOLDER = "docs/topics";

    /** From the registry and the schemas of a checkout. */
    public static TopicCatalog of(Path checkout) {
        Path topics = checkout.resolve("infra/topics");
        TopicRegistry registry = TopicRegistry.read(topics.resolve(TopicRegistry.FILE_NAME));
        SchemaSet schemas = SchemaSet.read(topics.resolve("schemas"));
        Map<String, String> files = new TreeMap<>();
        files.put("README.md", new CatalogPage(registry, schemas).text());
        files.put("topics.svg", new TopicPicture(registry).svg());
        for (String service : registry.services().keySet()) {
            AsyncApiDocument document =
                    new AsyncApiDocument(registry, schemas, JsonFiles.read(topics.resolve("examples")));
            files.put("asyncapi/" + service + ".yaml", yaml(document, service));
        }
        return new TopicCatalog(files);
    }

    private static String yaml(AsyncApiDocument document, String service) {
        YAMLMapper mapper = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
        try {
            return mapper.writeValueAsString(document.of(service));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }

    public static Path folder(Path checkout) {
        return checkout.resolve(FOLDER);
    }

    /** The files that are missing or say something else. */
    public List<String> stale(Path folder) {
        List<String> stale = new ArrayList<>();
        files.forEach((name, content) -> {
            Path file = folder.resolve(name);
            try {
                if (!Files.exists(file) || !Files.readString(file).equals(content)) {
                    stale.add(name);
                }
            } catch (IOException e) {
                throw CpqFailure.environment("can't read " + file + ": " + e.getMessage(), e);
            }
        });
        return stale;
    }

    public void write(Path folder) {
        files.forEach((name, content) -> {
            Path file = folder.resolve(name);
            try {
                Files.createDirectories(folder.resolve("asyncapi"));
                Files.writeString(file, content);
            } catch (IOException e) {
                throw CpqFailure.environment("can't write " + file + ": " + e.getMessage(), e);
            }
        });
    }
}
