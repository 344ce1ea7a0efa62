package io.cpqoms.cli.topics.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicKind;
import io.cpqoms.cli.topics.schema.SchemaSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a schema means: money and time as the platform writes them, facts and not rows, contracts and not views. */
final class MeaningRules {
    private static final String COMMON = SchemaSet.URN + SchemaSet.COMMON + "#/$defs/";
    private static final Set<String> MONEY =
            Set.of(COMMON + "money", COMMON + "amount", COMMON + "percent", "#/$defs/amount", "#/$defs/money");
    private static final Pattern MONEY_NAME = Pattern.compile(
            "(.*(Price|Amount|Cost|Fee|Tax|Total|Net|Gross|Margin|DiscountPercent)|price|amount|cost|fee|tax|total|net"
                    + "|gross|margin|discountPercent)");
    private static final Pattern TIME_NAME = Pattern.compile(".*(At|Until|Since|Deadline|Instant|Timestamp|Date)");
    private static final Set<String> COLUMNS = Set.of(
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy",
            "modifiedAt",
            "deleted",
            "deletedAt",
            "rowVersion",
            "lockVersion",
            "version",
            "_links",
            "entityId");
    private static final int TELLING_COLUMNS = 2;
    private static final int TELLING_FIELDS = 4;
    private static final Pattern PAST =
            Pattern.compile("[A-Z][A-Za-z0-9]*(ed|Sent|Ready|Paid|Won|Lost|Begun|Met|Withdrawn)");
    private static final Pattern ROW_NAME =
            Pattern.compile("(?i).*(entity|record|row|dto|view|snapshot|updated|saved|statusChanged|modified).*");

    private MeaningRules() {}

    static Stream<Finding> money(Contracts contracts) {
        return SchemaRules.places(contracts).flatMap(place -> {
            if (SchemaRules.isType(place, "number")) {
                return finding(
                        "money",
                        place,
                        "is a binary number",
                        "use money, amount or percent of " + SchemaSet.COMMON
                                + ", or an integer with a unit in its name");
            }
            return MONEY_NAME.matcher(place.property()).matches()
                            && isValue(place)
                            && !MONEY.contains(place.schema().path("$ref").asText())
                            && !isDefinition(place, "amount")
                    ? finding("money", place, "looks like money in a format of its own", "refer to " + COMMON + "money")
                    : Stream.empty();
        });
    }

    static Stream<Finding> time(Contracts contracts) {
        return SchemaRules.places(contracts)
                .filter(place -> TIME_NAME.matcher(place.property()).matches() && isValue(place)
                        || place.schema().path("format").asText().startsWith("date"))
                .filter(place -> !place.schema().path("$ref").asText().equals(COMMON + "instant"))
                .filter(place -> !isDefinition(place, "instant"))
                .flatMap(place -> finding(
                        "time",
                        place,
                        "looks like a time in a format of its own",
                        "refer to " + COMMON + "instant, RFC 3339 in UTC with microseconds"));
    }

    /** Neither a list nor an object: those are judged by what they hold. */
    private static boolean isValue(SchemaRules.Placed place) {
        return !SchemaRules.isType(place, "object")
                && !SchemaRules.isType(place, "array")
                && !place.pointer().endsWith("/items");
    }

    private static boolean isDefinition(SchemaRules.Placed place, String name) {
        return place.id().equals(SchemaSet.COMMON) && place.pointer().equals("/$defs/" + name);
    }

    private static Stream<Finding> finding(String rule, SchemaRules.Placed place, String problem, String remedy) {
        return Stream.of(new Finding(rule, SchemaRules.file(place.id()) + "#" + place.pointer(), problem, remedy));
    }

    static Stream<Finding> names(Contracts contracts) {
        return contracts.registry().all().stream()
                .flatMap(topic -> topic.schemaIds().stream()
                        .filter(id -> !isNamedWell(SchemaRules.eventType(id), topic))
                        .map(id -> new Finding(
                                "event-name",
                                topic.name(),
                                "carries " + SchemaRules.eventType(id) + ", which is not named as a "
                                        + (topic.kind() == TopicKind.COMMAND ? "command" : "fact"),
                                topic.kind() == TopicKind.COMMAND
                                        ? "a command is an order: SendNotification"
                                        : "a fact is in the past tense and says what happened:"
                                                + " QuoteExpired, not QuoteUpdated")));
    }

    private static boolean isNamedWell(String eventType, RegisteredTopic topic) {
        boolean past = PAST.matcher(eventType).matches();
        return topic.kind() == TopicKind.COMMAND
                ? !past
                : past && !ROW_NAME.matcher(eventType).matches();
    }

    static Stream<Finding> entities(Contracts contracts) {
        SchemaSet schemas = contracts.schemas().current();
        return schemas.eventIds().stream().flatMap(id -> {
            Set<String> columns = new TreeSet<>(fields(schemas.document(id)));
            columns.retainAll(COLUMNS);
            return columns.size() < TELLING_COLUMNS
                    ? Stream.empty()
                    : Stream.of(new Finding(
                            "entity",
                            SchemaRules.file(id),
                            "carries the columns of a row: " + columns,
                            "say what happened with what a reader needs to act; versions and times are in the"
                                    + " envelope"));
        });
    }

    static Stream<Finding> apiReuse(Contracts contracts) {
        SchemaSet schemas = contracts.schemas().current();
        List<ApiViews.View> views = ApiViews.of(contracts.root(), contracts.registry());
        return schemas.eventIds().stream().flatMap(id -> {
            Set<String> fields = fields(schemas.document(id));
            return views.stream()
                    .filter(view ->
                            fields.size() >= TELLING_FIELDS && view.fields().equals(fields))
                    .map(view -> new Finding(
                            "api-reuse",
                            SchemaRules.file(id),
                            "has exactly the fields of " + view.name() + " in the API of " + view.service(),
                            "an API's view changes with its screens; give the event a contract of its own"));
        });
    }

    private static Set<String> fields(JsonNode schema) {
        Set<String> names = new HashSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
