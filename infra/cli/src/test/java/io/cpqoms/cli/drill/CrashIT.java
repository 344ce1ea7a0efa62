package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.cli.proof.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIGKILL at the points where a crash hurts most: nothing is lost, nothing happens twice. */
class CrashIT {

    private static final String QUOTE_EVENTS = "cpq.quote.events.v1";
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
            assertThat(Topic.envelopes(stack.kafka(), QUOTE_EVENTS)).isEmpty();

            stack.kill("quote-service");
            stack.start("quote-service");

            awaitEveryOutboxRowOnTheTopic(stack, 10);
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

            awaitEveryOutboxRowOnTheTopic(stack, 10);
            try (Stores stores = stack.stores()) {
                long committed = stores.count(Store.QUOTE, "select count(*) from outbox_message");
                long onTopics = Topic.envelopes(stack.kafka(), QUOTE_EVENTS).size()
                        + Topic.envelopes(stack.kafka(), "cpq.catalog.publications.v1")
                                .size();
                assertThat(onTopics).as("the tick was sent twice").isGreaterThan(committed);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(
                                        stores.count(Store.AUDIT, "select count(*) from inbox_message" + OF_TENANTS))
                                .isEqualTo(committed));
                assertThat(stores.count(Store.AUDIT, "select count(*) from audit_fact" + OF_TENANTS))
                        .isEqualTo(committed);
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
            awaitEveryOutboxRowOnTheTopic(stack, 9);
            stack.startFrozenAt("workflow-bridge", "inbox.committed");
            stack.awaitFrozen("workflow-bridge", "inbox.committed");

            stack.kill("workflow-bridge");
            stack.start("workflow-bridge");

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

    private static void awaitEveryOutboxRowOnTheTopic(DrillStack stack, int atLeast) {
        try (Stores stores = stack.stores()) {
            List<String> committed = stores.all(
                    Store.QUOTE,
                    "select message_id from outbox_message where topic = ?",
                    row -> row.getString(1),
                    QUOTE_EVENTS);
            assertThat(committed).hasSizeGreaterThanOrEqualTo(atLeast);
            await().atMost(PATIENCE).untilAsserted(() -> {
                List<JsonNode> published = Topic.envelopes(stack.kafka(), QUOTE_EVENTS);
                assertThat(published)
                        .extracting(envelope -> envelope.path("messageId").asText())
                        .containsAll(committed);
                assertThat(Set.copyOf(published.stream()
                                .map(envelope -> envelope.path("messageId").asText())
                                .toList()))
                        .hasSameSizeAs(committed);
                assertThat(Topic.versionsByAggregate(published).values())
                        .allSatisfy(versions -> assertThat(versions)
                                .isEqualTo(LongStream.rangeClosed(1, versions.size())
                                        .boxed()
                                        .toList()));
            });
        }
    }
}
