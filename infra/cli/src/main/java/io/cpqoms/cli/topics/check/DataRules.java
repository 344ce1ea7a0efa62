package io.cpqoms.cli.topics.check;

import io.cpqoms.cli.topics.registry.Classification;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.schema.SchemaSet;
import io.cpqoms.cli.topics.schema.SchemaWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a topic carries is as sensitive as its entry says: classification, and no personal data without a flag. */
final class DataRules {
    /** On a property: it holds personal data, and that is meant. */
    private static final String PERSONAL = "x-personal-data";

    private static final Pattern PERSONAL_NAME = Pattern.compile(
            "(?i).*(e-?mail|phone|mobile|(first|last|full|given|family|sur|contact)Name|birth|iban|street|postalCode"
                    + "|passport|taxId|address).*");

    private DataRules() {}

    static Stream<Finding> classification(Contracts contracts) {
        return carried(contracts).flatMap(carried -> {
            Classification schema = Classification.of(carried.schemas()
                    .document(carried.id())
                    .path("x-data-classification")
                    .asText());
            if (schema == Classification.UNKNOWN) {
                return Stream.of(new Finding(
                        "classification",
                        "schemas/" + carried.id() + ".json",
                        "does not say how sensitive it is",
                        "give x-data-classification: public, internal, confidential or restricted"));
            }
            return carried.topic().classification().isWeakerThan(schema)
                    ? Stream.of(new Finding(
                            "classification",
                            carried.topic().name(),
                            "is classified " + carried.topic().classification().word() + " but carries " + carried.id()
                                    + ", which is " + schema.word(),
                            "classify the topic no weaker than what it carries"))
                    : Stream.empty();
        });
    }

    static Stream<Finding> personalFields(Contracts contracts) {
        return carried(contracts)
                .flatMap(carried -> SchemaWalk.places(carried.schemas().document(carried.id()))
                        .filter(place -> place.pointer().contains("/properties/"))
                        .flatMap(place -> personal(carried, place).stream()));
    }

    private static List<Finding> personal(Carried carried, SchemaWalk.Place place) {
        boolean flagged = place.schema().path(PERSONAL).asBoolean();
        boolean looksPersonal = PERSONAL_NAME.matcher(place.property()).matches()
                && !place.schema().has(PERSONAL)
                && !place.pointer().endsWith("/items");
        List<Finding> findings = new ArrayList<>();
        if (looksPersonal) {
            findings.add(new Finding(
                    "personal-data",
                    "schemas/" + carried.id() + ".json#" + place.pointer(),
                    "looks like personal data",
                    "send an id and let the reader look it up, or flag it with " + PERSONAL
                            + ": true (false where the name misleads)"));
        }
        if (flagged && !carried.topic().personalData()) {
            findings.add(new Finding(
                    "personal-data",
                    carried.topic().name(),
                    "is not flagged for personal data but carries " + place.property() + " of " + carried.id(),
                    "set personalData: true, and ask for the shortest retention that will do"));
        }
        if (flagged && carried.topic().classification().isWeakerThan(Classification.CONFIDENTIAL)) {
            findings.add(new Finding(
                    "personal-data",
                    carried.topic().name(),
                    "carries personal data but is classified "
                            + carried.topic().classification().word(),
                    "classify it confidential or restricted"));
        }
        return findings;
    }

    private record Carried(RegisteredTopic topic, String id, SchemaSet schemas) {}

    private static Stream<Carried> carried(Contracts contracts) {
        SchemaSet schemas = contracts.schemas().current();
        return contracts.registry().all().stream()
                .flatMap(topic -> topic.schemaIds().stream()
                        .filter(schemas::contains)
                        .map(id -> new Carried(topic, id, schemas)));
    }
}
