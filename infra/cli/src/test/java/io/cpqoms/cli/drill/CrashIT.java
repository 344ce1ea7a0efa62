package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.cli.topics.cluster.RecordCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIGKILL at the points where a crash hurts most: nothing is lost, nothing happens twice. */
class CrashIT {

    private static final String QUOTE_EVENTS = "cpq.quote.events.v1";
    private static final String CATALOG_EVENTS = "cpq.catalog.publications.v1";
    /** Without the relays' own proofs, which are facts of the platform. */
    private static final String OF_TENANTS = " where tenant_id <> 'platform'";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Tag("OUT-01")
    void losesNothingWhenQuoteServiceDiesBetweenCommitAndPublish() {
        try (DrillStack stack = new DrillStack("committed", Set.of("postgres", "kafka", "quote-service"))) {
            // In the middle of the page: a position saved before Kafka has acknowledged would be on disk by now.
            stack.upFrozenAt("outbox.sending");
            DrillQuotes.priced(stack.platform(), 5);
            stack.awaitFrozen("quote-service", "outbox.sending");
            assertThat(published(stack)).isEmpty();

            stack.kill("quote-service");
            stack.start("quote-service");

            awaitEveryOutboxRowPublished(stack, 10);
        }
    }

    @Test
    @Tag("OUT-02")
    @Tag("INB-01")
    void repeatsNothingVisibleWhenTheRelayDiesAfterSendAndBeforeItsPositionIsSaved() {
        try (DrillStack stack = new DrillStack("sent", Set.of("postgres", "kafka", "quote-service", "audit-service"))) {
            stack.up();
            stack.stop("quote-service");
            stack.startFrozenAt("quote-service", "outbox.sent");
            DrillQuotes.priced(stack.platform(), 5);
            stack.awaitFrozen("quote-service", "outbox.sent");

            stack.kill("quote-service");
            stack.start("quote-service");

            awaitEveryOutboxRowPublished(stack, 10);
            try (Stores stores = stack.stores()) {
                long committed = stores.count(Store.QUOTE, "select count(*) from outbox_message");
                assertThat((long) published(stack).size())
                        .as("the tick was sent twice")
                        .isGreaterThan(committed);
                awaitReadToTheEnd(stack, "audit-service", QUOTE_EVENTS);
                awaitReadToTheEnd(stack, "audit-service", CATALOG_EVENTS);
                assertThat(stores.count(Store.AUDIT, "select count(*) from inbox_message" + OF_TENANTS))
                        .isEqualTo(committed);
                assertThat(stores.count(Store.AUDIT, "select count(*) from audit_fact" + OF_TENANTS))
                        .isEqualTo(committed);
                assertThat(stores.count(Store.AUDIT, "select count(*) from dead_letter"))
                        .as("a repetition is no failure either")
                        .isZero();
                assertThat(stores.count(Store.AUDIT, "select count(*) from inbox_parked_key"))
                        .isZero();
            }
        }
    }

    @Test
    @Tag("INB-02")
    @Tag("WFL-01")
    void startsOneProcessWhenTheBridgeDiesBetweenHandlingAndOffsetCommit() {
        try (DrillStack stack =
                new DrillStack("handled", Set.of("postgres", "kafka", "quote-service", "workflow-bridge"))) {
            stack.up();
            stack.stop("workflow-bridge");
            List<String> quotes = DrillQuotes.priced(stack.platform(), 3);
            QuoteClient sales = stack.platform().quotes(new Person("sally", "sales", DrillQuotes.TENANT));
            quotes.forEach(sales::submit);
            awaitEveryOutboxRowPublished(stack, 9);
            stack.startFrozenAt("workflow-bridge", "inbox.committed");
            stack.awaitFrozen("workflow-bridge", "inbox.committed");

            stack.kill("workflow-bridge");
            stack.start("workflow-bridge");

            awaitReadToTheEnd(stack, "workflow-bridge", QUOTE_EVENTS);
            try (Stores stores = stack.stores()) {
                await().atMost(PATIENCE)
                        .until(() -> quotes.stream()
                                .allMatch(id ->
                                        sales.get(id).path("state").asText().equals("approved")));
                assertThat(stores.count(Store.WORKFLOW, "select count(*) from process_link"))
                        .isEqualTo(3);
                assertThat(stores.count(Store.WORKFLOW, "select count(*) from act_hi_procinst"))
                        .isEqualTo(3);
                assertThat(stores.count(
                                Store.WORKFLOW,
                                "select count(*) from outbox_message where event_type = 'ProcessStarted'"))
                        .isEqualTo(3);
            }
        }
    }

    private static void awaitEveryOutboxRowPublished(DrillStack stack, int atLeast) {
        try (Stores stores = stack.stores()) {
            List<String> committed =
                    stores.all(Store.QUOTE, "select message_id from outbox_message", row -> row.getString(1));
            assertThat(committed).hasSizeGreaterThanOrEqualTo(atLeast);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(published(stack).stream()
                                .map(envelope -> envelope.path("messageId").asText())
                                .distinct())
                        .containsExactlyInAnyOrderElementsOf(committed);
                assertThat(Topic.versionsByAggregate(Topic.envelopes(stack.kafka(), QUOTE_EVENTS))
                                .values())
                        .allSatisfy(versions -> assertThat(versions)
                                .isEqualTo(LongStream.rangeClosed(1, versions.size())
                                        .boxed()
                                        .toList()));
            });
        }
    }

    /** A repetition does its harm only when it is read, which is after the dead member has left the group. */
    private static void awaitReadToTheEnd(DrillStack stack, String service, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
            RecordCounts counts = new RecordCounts(admin, Clock.systemUTC());
            await().atMost(PATIENCE).until(() -> {
                List<Long> lags = counts.lags(topic).entrySet().stream()
                        .filter(group -> group.getKey().contains(service))
                        .map(Map.Entry::getValue)
                        .toList();
                return !lags.isEmpty() && lags.stream().allMatch(lag -> lag == 0);
            });
        }
    }

    /** On both topics of the quote-service: the first page of a run is often the catalog's alone. */
    private static List<JsonNode> published(DrillStack stack) {
        return Stream.of(QUOTE_EVENTS, CATALOG_EVENTS)
                .flatMap(topic -> Topic.envelopes(stack.kafka(), topic).stream())
                .toList();
    }
}
