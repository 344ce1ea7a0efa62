package io.cpqoms.cli.topics.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.topics.registry.JsonFiles;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;

/**
 * Everything the gate looks at: registry, schemas now and as released, examples, and the code of a checkout.
 *
 * @param root the checkout
 * @param form the JSON Schema of the registry file
 */
public record Contracts(
        Path root, TopicRegistry registry, JsonNode form, Schemas schemas, Examples examples, LocalDate today) {

    /** The schemas as they are and as they were last released. */
    public record Schemas(SchemaSet current, SchemaSet released) {}

    /** Messages that must be valid, and changes of them that must not; both by schema id. */
    public record Examples(SortedMap<String, JsonNode> valid, SortedMap<String, JsonNode> invalid) {}

    public static Contracts of(Path checkout) {
        return of(checkout, TopicRegistry.read(topics(checkout).resolve(TopicRegistry.FILE_NAME)));
    }

    static Contracts of(Path checkout, TopicRegistry registry) {
        Path topics = topics(checkout);
        return new Contracts(
                checkout,
                registry,
                JsonFiles.parse(topics.resolve("kafka-topics.schema.json")),
                new Schemas(
                        SchemaSet.read(topics.resolve("schemas")), SchemaSet.read(topics.resolve("released/schemas"))),
                new Examples(
                        JsonFiles.read(topics.resolve("examples")), JsonFiles.read(topics.resolve("examples/invalid"))),
                LocalDate.now(ZoneOffset.UTC));
    }

    public static Path topics(Path checkout) {
        return checkout.resolve("infra/topics");
    }

    Contracts at(Path otherRoot) {
        return new Contracts(otherRoot, registry, form, schemas, examples, today);
    }

    Contracts with(TopicRegistry other) {
        return new Contracts(root, other, form, schemas, examples, today);
    }

    Contracts with(SchemaSet current) {
        return new Contracts(root, registry, form, new Schemas(current, schemas.released()), examples, today);
    }

    Contracts with(Examples other) {
        return new Contracts(root, registry, form, schemas, other, today);
    }
}
