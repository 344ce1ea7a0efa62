package io.cpqoms.cli.topics.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The registry file against its own JSON Schema. */
final class FormRules {
    private static final String RULE = "form";
    private static final Pattern IN_TOPIC = Pattern.compile("/topics/(\\d+)(.*)");

    private FormRules() {}

    static Stream<Finding> form(Contracts contracts) {
        String id = contracts.form().path("$id").asText();
        SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(id, contracts.form().toString())));
        JsonNode document = contracts.registry().document();
        return schemas.getSchema(SchemaLocation.of(id)).validate(document).stream()
                .map(error -> new Finding(
                        RULE,
                        place(String.valueOf(error.getInstanceLocation()), contracts.registry()),
                        "is not as kafka-topics.schema.json says: " + error.getMessage(),
                        "see the field's description there"));
    }

    /** Topics by their names, because nobody counts entries. */
    private static String place(String pointer, TopicRegistry registry) {
        Matcher match = IN_TOPIC.matcher(pointer);
        if (!match.matches()) {
            return pointer.isEmpty() ? "/" : pointer;
        }
        String name = registry.all().get(Integer.parseInt(match.group(1))).name();
        return name + match.group(2);
    }
}
