package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.client.PartnerClient.PlannedRefusal;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackPorts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Quotes and orders that are stuck in different ways on one stack: {@code cpq explain} names the place and the cause of each, and what
 * it prints ends it when it is typed, with a decision and a reason where it leaves them to a person.
 *
 * <p>They have a tenant of their own, start what is not running, and leave every member running and every topic as the registry
 * wants it also where one of them fails, so that they can share the stack of others.
 */
@Tag("OPS-04")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ExplainCases {

    private static final String QUOTE_EVENTS = "cpq.quote.events.v1";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final LocalStack stack;
    private final Shell shell;
    private List<String> members = List.of();
    private final Set<String> stopped = new HashSet<>();

    /** @param ports those of the stack, whether or not it has been started */
    protected ExplainCases(LocalStack stack, StackPorts ports) {
        this.stack = stack;
        this.shell = new Shell(stack.home(), ports);
    }

    @BeforeAll
    void start() {
        shell.succeed("./cpq up");
        members = stack.memberNames().stream()
                .filter(member -> stack.process(member).isPresent())
                .toList();
        platform().partners().behaveWell();
    }

    @AfterEach
    void leaveNothingStoppedOrLimited() {
        List<String> missing = members.stream()
                .filter(member -> stack.process(member).isEmpty())
                .toList();
        missing.forEach(stack::start);
        assertThat(stopped).as("what died without being stopped").containsAll(missing);
        stopped.clear();
        try (TopicCluster cluster = new TopicCluster(DrillStack.kafka(stack), TopicRegistry.bundled())) {
            cluster.apply();
        }
    }

    private void stop(String member) {
        stopped.add(member);
        stack.stop(member);
    }

    @Test
    @Order(1)
    void saysWhereItLookedForAnIdThatNobodyHas() {
        Shell.Said said = shell.type("./cpq explain " + UUID.randomUUID() + " --tenant acme");

        assertThat(said.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(said.people())
                .contains(
                        "among quotes, orders, open tasks, open fallouts, correlations and messages",
                        "--tenant names another");
    }

    @Test
    @Order(2)
    void anOrderWhosePartnerRefuses() {
        String quote = DrillQuotes.priced(platform(), 1).getFirst();
        String line = sales().get(quote).at("/lines/0/lineId").asText();
        platform()
                .partners()
                .refuseOnce("warehouse", new PlannedRefusal("reserve", line, "inventory", "The shelf is empty."));
        sales().submit(quote);
        awaitQuote(quote, "approved");
        sales().accept(quote, "C-1");
        String order = awaitQuote(quote, "ordered").path("orderId").asText();

        JsonNode told = awaitCause(order, "fallout-open");
        assertThat(told.path("sentence").asText()).contains("at partner warehouse", "The shelf is empty.", "retry");
        assertThat(explain(quote).at("/verdict/cause").asText())
                .as("the quote's order is what it waits for")
                .isEqualTo("fallout-open");
        assertThat(explain(told.at("/aggregates/0/fallouts/0/falloutId").asText())
                        .at("/aggregates/0/id")
                        .asText())
                .as("by its fallout")
                .isEqualTo(order);
        String conversation = sales().get(quote).path("correlationId").asText();
        assertThat(explain(conversation).at("/aggregates/0/id").asText())
                .as("by the conversation")
                .isEqualTo(quote);

        shell.succeed(filledIn(told, Map.of("<repair>", "retry", "<reason>", "the shelf was filled")));

        assertThat(awaitCause(order, "ended").at("/aggregates/0/state").asText())
                .isEqualTo("completed");
        assertThat(shell.succeed("./cpq explain " + order + " --tenant acme"))
                .startsWith("order " + order + " is with order-service: the order is completed")
                .contains("all ", "no gap", "order-fulfilment");
    }

    @Test
    @Order(3)
    void aQuoteThatWaitsForItsManager() {
        String reference = "PO-" + UUID.randomUUID();
        String quote = discounted(reference);
        sales().submit(quote);

        JsonNode told = awaitCause(reference, "approval-open");
        assertThat(told.path("sentence").asText()).contains("quote " + quote, "group sales-managers", "sally");

        String tasks = shell.succeed(told.at("/verdict/look").asText());
        assertThat(tasks).as("what is to be decided").contains(quote, "sales-managers");
        shell.succeed(filledIn(told, Map.of("<decision>", "approve", "<reason>", "a customer of many years")));

        awaitQuote(quote, "approved");
        awaitCause(reference, "waits-for-somebody");
    }

    @Test
    @Order(4)
    void aQuoteBehindARecordThatNobodyCanRead() {
        String quote = DrillQuotes.priced(platform(), 1).getFirst();
        poison("acme:quote:" + quote);

        JsonNode told = awaitCause(quote, "dead-letter");
        assertThat(told.at("/verdict/where").asText())
                .as("who moves it on comes first")
                .containsAnyOf("order-service", "workflow-bridge");
        List<String> places = new ArrayList<>();
        while (told.at("/verdict/cause").asText().equals("dead-letter")) {
            places.add(told.at("/verdict/where").asText());
            assertThat(places).as("each of them ends").doesNotHaveDuplicates();
            shell.succeed(filledIn(told, Map.of("<reason>", "'nobody can read it' --yes")));
            told = await().atMost(PATIENCE)
                    .until(
                            () -> explain(quote),
                            next -> List.of("dead-letter", "waits-for-somebody")
                                    .contains(next.at("/verdict/cause").asText()));
        }

        assertThat(places).hasSizeGreaterThanOrEqualTo(2);
        sales().submit(quote);
        awaitQuote(quote, "approved");
    }

    @Test
    @Order(5)
    void aQuoteWhoseEventKafkaRefuses() throws Exception {
        String quote = DrillQuotes.priced(platform(), 1, "25").getFirst();
        limit("100");
        sales().submit(quote);

        JsonNode told = awaitCause(quote, "event-withheld");
        assertThat(told.path("sentence").asText()).contains("in the outbox of quote-service", "can't be published");

        shell.succeed("./cpq topics apply");
        shell.succeed(filledIn(told, Map.of("<reason>", "'the limit is back'")));

        awaitCause(quote, "approval-open");
    }

    @Test
    @Order(6)
    void aQuoteThatSearchesDoNotShowBecauseTheIndexIsAway() {
        stop("opensearch");
        String quote = DrillQuotes.priced(platform(), 1).getFirst();

        JsonNode told = awaitCause(quote, "consumer-paused");
        assertThat(told.path("sentence").asText()).contains("before consumer search-projector", "themselves go on");
        assertThat(told.at("/absent/0/service").asText()).isEqualTo("search-projector");
        assertThat(told.at("/aggregates/0/state").asText()).isEqualTo("priced");

        shell.succeed(command(told));

        awaitCause(quote, "waits-for-somebody");
        assertThat(explain(quote).at("/aggregates/0/search/version").asLong()).isEqualTo(2);
    }

    @Test
    @Order(7)
    void anOrderWhosePartnersAreAway() {
        String quote = DrillQuotes.priced(platform(), 1).getFirst();
        sales().submit(quote);
        awaitQuote(quote, "approved");
        stop("partners");
        sales().accept(quote, "C-1");

        JsonNode told = awaitCause(quote, "step-failing");
        assertThat(told.path("sentence").asText()).contains("in process order-fulfilment", "tried again at");
        assertThat(told.at("/aggregates/1/kind").asText()).isEqualTo("order");

        shell.succeed(command(told));

        awaitCause(quote, "ended");
    }

    @Test
    @Order(8)
    void aQuoteWhoseProcessesAreAway() {
        stop("workflow-bridge");
        String quote = DrillQuotes.priced(platform(), 1).getFirst();

        Shell.Said said = shell.type("./cpq explain " + quote + " --tenant acme --json");

        assertThat(said.exitCode()).isEqualTo(ExitCodes.ENVIRONMENT);
        JsonNode told = Json.read(said.answer());
        assertThat(told.at("/verdict/cause").asText()).isEqualTo("service-away");
        assertThat(told.at("/verdict/where").asText()).isEqualTo("with workflow-bridge");
        assertThat(told.at("/aggregates/0/version").asLong()).isEqualTo(2);

        shell.succeed(command(told));

        awaitCause(quote, "waits-for-somebody");
    }

    private JsonNode awaitCause(String id, String cause) {
        return await().atMost(PATIENCE)
                .until(
                        () -> explain(id),
                        told -> told.at("/verdict/cause").asText().equals(cause));
    }

    private JsonNode explain(String id) {
        return Json.read(
                shell.type("./cpq explain " + id + " --tenant acme --json").answer());
    }

    /** What a person puts in the places that the line leaves open, before he types it. */
    private static String filledIn(JsonNode told, Map<String, String> said) {
        String line = command(told);
        for (Map.Entry<String, String> place : said.entrySet()) {
            assertThat(line).as("leaves it open").contains(place.getKey());
            line = line.replace(place.getKey(), place.getValue());
        }
        return line;
    }

    private static String command(JsonNode told) {
        return Optional.of(told.at("/verdict/command"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .orElseThrow(() -> new AssertionError("no command in " + told));
    }

    private JsonNode awaitQuote(String quote, String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> sales().get(quote),
                        found -> found.path("state").asText().equals(state));
    }

    private Platform platform() {
        return DrillStack.platform(stack);
    }

    private QuoteClient sales() {
        return platform().quotes(new Person("sally", "sales", DrillQuotes.TENANT));
    }

    /** A quarter off, which is more than sales may give. */
    private String discounted(String reference) {
        JsonNode like = sales().get(DrillQuotes.priced(platform(), 1).getFirst());
        ObjectNode body = Json.object()
                .put("customerId", "C-1")
                .put("currency", "EUR")
                .put("externalReference", reference)
                .put("catalogVersionId", like.path("catalogVersionId").asText());
        body.putArray("lines")
                .addObject()
                .put("productId", "cable")
                .put("quantity", 2)
                .put("discountPercent", "25");
        String quote = sales().create(body).path("quoteId").asText();
        sales().price(quote);
        return quote;
    }

    private void poison(String key) {
        Map<String, Object> settings = Map.of("bootstrap.servers", DrillStack.kafka(stack));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(QUOTE_EVENTS, key, "{ not json".getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        }
    }

    /** Somebody sets the topic's limit by hand. */
    private void limit(String bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, QUOTE_EVENTS);
        AlterConfigOp small = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", DrillStack.kafka(stack)))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(small))).all().get();
        }
    }
}
