package io.cpqoms.cli.topics.check;

import static io.cpqoms.cli.topics.check.Mutations.MONEY;
import static io.cpqoms.cli.topics.check.Mutations.PRICED;
import static io.cpqoms.cli.topics.check.Mutations.QUOTES;
import static io.cpqoms.cli.topics.check.Mutations.counterexamples;
import static io.cpqoms.cli.topics.check.Mutations.example;
import static io.cpqoms.cli.topics.check.Mutations.list;
import static io.cpqoms.cli.topics.check.Mutations.of;
import static io.cpqoms.cli.topics.check.Mutations.priced;
import static io.cpqoms.cli.topics.check.Mutations.registry;
import static io.cpqoms.cli.topics.check.Mutations.schema;
import static io.cpqoms.cli.topics.check.Mutations.topic;
import static io.cpqoms.cli.topics.check.Mutations.withoutSchema;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gate lets the checkout pass, and refuses every way of breaking a rule with a message that names the way out. */
@Tag("DLQ-02")
@Tag("TOP-01")
@Tag("TOP-02")
@Tag("TOP-04")
@Tag("TOP-07")
@Tag("TOP-08")
@Tag("INC-07")
class RegistryCheckTest {
    private static final Contracts CHECKOUT = Contracts.of(Checkout.root());
    private static final Map<String, String> REFUSALS = refusals();

    @Test
    void letsTheCheckoutPass() {
        assertThat(RegistryCheck.of(CHECKOUT)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutations")
    void refuses(String name, UnaryOperator<Contracts> change) {
        List<Finding> findings = RegistryCheck.of(change.apply(CHECKOUT));

        assertThat(findings.stream().map(Finding::toString)).contains(REFUSALS.get(name));
    }

    /** The exact messages, by the name of the mutation: lines of {@code name: message}. */
    private static Map<String, String> refusals() {
        try (InputStream file =
                Objects.requireNonNull(RegistryCheckTest.class.getResourceAsStream("refusals.txt"), "refusals.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void breaksEachRuleAtLeastOnce() {
        for (Rule rule : RegistryCheck.RULES) {
            assertThat(mutations().anyMatch(mutation -> breaks(rule, mutation)))
                    .as("some mutation breaks rule number " + RegistryCheck.RULES.indexOf(rule))
                    .isTrue();
        }
    }

    @SuppressWarnings("unchecked")
    private static boolean breaks(Rule rule, Arguments mutation) {
        UnaryOperator<Contracts> change = (UnaryOperator<Contracts>) mutation.get()[1];
        return rule.check(change.apply(CHECKOUT)).findAny().isPresent();
    }

    static Stream<Arguments> mutations() {
        return Stream.of(topics(), bounds(), deadLetters(), schemas(), meanings(), examples(), code())
                .flatMap(mutations -> mutations);
    }

    private static Stream<Arguments> topics() {
        return Stream.of(
                of("a field nobody knows", topic(QUOTES, topic -> topic.put("retentionn", "P1D"))),
                of("no retention", topic(QUOTES, topic -> topic.remove("retention"))),
                of("unbounded retention", topic(QUOTES, topic -> topic.put("retention", "-1"))),
                of("another domain", topic(QUOTES, topic -> topic.put("name", "crm.quote.events.v1"))),
                of("kind and name disagree", topic(QUOTES, topic -> topic.put("kind", "command"))),
                of(
                        "registered twice",
                        registry(document -> document.withArray("/topics").add(document.at("/topics/0")))),
                of("an unknown service", topic(QUOTES, topic -> list(topic, "consumers", "crm-service"))),
                of(
                        "a second writer",
                        topic(QUOTES, topic -> list(topic, "producers", "quote-service", "order-service"))),
                of(
                        "a command somebody else reads",
                        topic("cpq.notification.commands.v1", topic -> list(topic, "consumers", "audit-service"))),
                of("a topic nobody reads", topic(QUOTES, topic -> list(topic, "consumers"))),
                of("a sunset that has passed", topic(QUOTES, topic -> topic.put("sunset", "2020-01-01"))),
                of(
                        "an open question",
                        topic(
                                QUOTES,
                                topic -> topic.withObject("/answers").put("replay", "To be decided by the team."))));
    }

    private static Stream<Arguments> bounds() {
        return Stream.of(
                of("retention over the class", topic(QUOTES, topic -> topic.put("retention", "P91D"))),
                of("an unknown class", topic(QUOTES, topic -> topic.put("retentionClass", "eternal"))),
                of("a compacted fact", topic(QUOTES, topic -> topic.put("cleanupPolicy", "compact"))),
                of("too few replicas", topic(QUOTES, topic -> topic.put("replication", 2))),
                of("a message that is a document", topic(QUOTES, topic -> topic.put("maxMessageBytes", 20_000_000))),
                of(
                        "a target below what was measured",
                        topic(
                                QUOTES,
                                topic -> topic.withObject("/sizing/measured")
                                        .put("at", "2026-11-21, a test")
                                        .put("records", 3_000)
                                        .put("perQuote", 30)
                                        .put("averageBytes", 1_000)
                                        .put("largestBytes", 5_000)
                                        .put("peakPerSecond", 100))),
                of("too few partitions", topic(QUOTES, topic -> topic.put("partitions", 3))),
                of("too many partitions", topic(QUOTES, topic -> topic.put("partitions", 30))),
                of(
                        "more than the disk holds",
                        topic(QUOTES, topic -> topic.withObject("/sizing").put("averagePerSecond", 40))));
    }

    private static Stream<Arguments> deadLetters() {
        String dlq = "cpq.quote.dlq.v1";
        return Stream.of(
                of("no dead-letter topic", topic(QUOTES, topic -> topic.put("deadLetterTopic", "none"))),
                of("a dead letter's dead letter", topic(dlq, topic -> topic.put("deadLetterTopic", dlq))),
                of("a dead letter less protected", topic(dlq, topic -> topic.put("classification", "internal"))),
                of("a dead letter that does not fit", topic(dlq, topic -> topic.put("maxMessageBytes", 1_000_000))),
                of("a dead letter with fewer replicas", topic(dlq, topic -> topic.put("replication", 2))),
                of("a reader without a dead letter", topic(dlq, topic -> list(topic, "producers", "order-service"))),
                of("nobody looks at it", topic(dlq, topic -> topic.remove("deadLetter"))));
    }

    private static Stream<Arguments> schemas() {
        return Stream.of(
                of("an event without schema", withoutSchema(PRICED)),
                of("a schema without topic", topic(QUOTES, topic -> list(topic, "events", PRICED))),
                of("no JSON Schema", schema(PRICED, document -> document.put("type", "objekt"))),
                of("a wrong $id", schema(PRICED, document -> document.put("$id", "urn:cpq:schema:other"))),
                of("no description", schema(PRICED, document -> document.remove("description"))),
                of("an open object", schema(PRICED, document -> document.put("additionalProperties", true))),
                of("an unbounded text", priced("reason", Json.object().put("type", "string"))),
                of("an unbounded list", priced("reasons", Json.object().put("type", "array"))),
                of("no classification", schema(PRICED, document -> document.remove("x-data-classification"))),
                of(
                        "more sensitive than its topic",
                        schema(PRICED, document -> document.put("x-data-classification", "restricted"))),
                of(
                        "a removed field",
                        schema(
                                PRICED,
                                document -> document.withObject("/properties").remove("evidenceHash"))),
                of(
                        "a field that became required",
                        schema(
                                "cpq.order.OrderCreated.v1",
                                document -> document.withArray("/required").add("externalReference"))),
                of("a renamed field", schema(PRICED, document -> {
                    ObjectNode properties = document.withObject("/properties");
                    properties.set("proofHash", properties.remove("evidenceHash"));
                })),
                of(
                        "a new time format",
                        schema(
                                "cpq.common.v1",
                                document ->
                                        document.withObject("/$defs/instant").put("pattern", "^.{1,40}$"))),
                of(
                        "a narrowed enum",
                        schema(
                                "cpq.dlq.MessageDeadLettered.v1",
                                document -> document.withObject("/properties/failureType")
                                        .putArray("enum")
                                        .add("bad-data"))),
                of(
                        "a wider enum",
                        schema(
                                "cpq.dlq.MessageDeadLettered.v1",
                                document -> document.withObject("/properties/failureType")
                                        .withArray("/enum")
                                        .add("cursed"))));
    }

    private static Stream<Arguments> meanings() {
        ObjectNode text = Json.object().put("type", "string").put("maxLength", 30);
        return Stream.of(
                of("a binary number", priced("weight", Json.object().put("type", "number"))),
                of("money as text", priced("shippingFee", text)),
                of("time as text", priced("pricedAt", text)),
                of("a time format of its own", priced("day", text.deepCopy().put("format", "date"))),
                of("personal data without a flag", priced("contactEmail", text)),
                of(
                        "a flag that the topic lacks",
                        priced("nickname", text.deepCopy().put("x-personal-data", true))),
                of(
                        "a row, not a fact",
                        topic(QUOTES, topic -> topic.withArray("/events").add("cpq.quote.QuoteStatusChanged.v1"))),
                of(
                        "a command in the past",
                        topic(
                                "cpq.notification.commands.v1",
                                topic -> list(topic, "events", "cpq.quote.QuotePriced.v1"))),
                of("the columns of a row", schema(PRICED, document -> {
                    document.withObject("/properties").set("createdAt", text);
                    document.withObject("/properties").set("rowVersion", text);
                })),
                of("an API's view", schema(PRICED, document -> {
                    ObjectNode properties = document.putObject("properties");
                    ApiViews.of(CHECKOUT.root(), CHECKOUT.registry()).stream()
                            .filter(view -> view.name().equals("Quote"))
                            .findFirst()
                            .orElseThrow()
                            .fields()
                            .forEach(field -> properties.putObject(field).put("$ref", MONEY));
                })));
    }

    private static Stream<Arguments> examples() {
        return Stream.of(
                of("an example without actor", example(PRICED, message -> message.remove("actor"))),
                of(
                        "an example with a field nobody agreed on",
                        example(
                                PRICED,
                                message -> message.withObject("/payload").put("colour", "red"))),
                of(
                        "an example of another class",
                        example(PRICED, message -> message.put("dataClassification", "public"))),
                of("no counterexamples", counterexamples(PRICED, Json.array())),
                of(
                        "a counterexample that is accepted",
                        counterexamples(PRICED, Json.array().add(harmless()).add(harmless()))));
    }

    private static ObjectNode harmless() {
        ObjectNode one = Json.object().put("why", "it is another revision").put("expect", "revision");
        one.putObject("change").putObject("payload").put("revision", 2);
        return one;
    }

    private static Stream<Arguments> code() {
        return Stream.of(
                of("a channel that nobody allowed", topic(QUOTES, topic -> list(topic, "consumers", "audit-service"))),
                of("a channel on no topic", topic(QUOTES, topic -> topic.put("name", "cpq.quote.events.v2"))),
                of(
                        "a writer that nobody allowed",
                        topic("cpq.notification.commands.v1", topic -> list(topic, "producers", "quote-service"))),
                of(
                        "a right that nobody uses",
                        topic(
                                "cpq.workflow.events.v1",
                                topic -> list(topic, "producers", "workflow-bridge", "quote-service"))),
                of(
                        "a reader without a channel",
                        topic("cpq.notification.events.v1", topic -> list(topic, "consumers", "search-projector"))));
    }
}
