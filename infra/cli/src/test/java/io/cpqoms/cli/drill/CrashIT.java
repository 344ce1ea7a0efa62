package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.client.TaskClient;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.cli.proof.TenantCounts;
import io.cpqoms.cli.topics.cluster.RecordCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * SIGKILL at the points where a crash hurts most, and offsets set back by hand: nothing is lost, nothing happens twice. The
 * drills follow each other on one stack: starting one takes as long as a drill.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashIT {

    private static final String QUOTE_EVENTS = "cpq.quote.events.v1";
    private static final String CATALOG_EVENTS = "cpq.catalog.publications.v1";
    private static final String QUOTES = "quote-service";
    private static final String BRIDGE = "workflow-bridge";
    private static final List<String> WITH_EFFECTS = List.of("notification-service", BRIDGE, "audit-service");
    private static final Set<String> MEMBERS = Set.of(
            "postgres",
            "kafka",
            "mail",
            "partners",
            QUOTES,
            "order-service",
            "notification-service",
            BRIDGE,
            "audit-service");
    /** Without the relays' own proofs, which are facts of the platform and go on by the clock. */
    private static final String OF_TENANTS = " where tenant_id <> 'platform'";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DrillStack stack = new DrillStack("crashes", MEMBERS);

    @BeforeAll
    void startAllButTheFirstToBeKilled() {
        stack.upWithout(QUOTES);
    }

    @AfterAll
    void leaveNothingBehind() {
        stack.close();
    }

    @Test
    @Order(1)
    @Tag("OUT-01")
    void losesNothingWhenQuoteServiceDiesBetweenCommitAndPublish() {
        // In the middle of the page: a position saved before Kafka has acknowledged would be on disk by now, and the
        // rest be lost.
        stack.startFrozenAt(QUOTES, "outbox.sending");
        DrillQuotes.priced(stack.platform(), 5);
        stack.awaitFrozen(QUOTES, "outbox.sending");
        assertThat((long) published().size()).isLessThan(committed());

        stack.kill(QUOTES);
        stack.start(QUOTES);

        awaitEveryOutboxRowPublished(10);
    }

    @Test
    @Order(2)
    @Tag("OUT-02")
    @Tag("INB-01")
    void repeatsNothingVisibleWhenTheRelayDiesAfterSendAndBeforeItsPositionIsSaved() {
        stack.stop(QUOTES);
        long committedBefore = committed();
        long publishedBefore = published().size();
        stack.startFrozenAt(QUOTES, "outbox.sent");
        DrillQuotes.priced(stack.platform(), 5);
        stack.awaitFrozen(QUOTES, "outbox.sent");

        stack.kill(QUOTES);
        stack.start(QUOTES);

        awaitEveryOutboxRowPublished(committedBefore + 10);
        long committed = committed();
        assertThat(published().size() - publishedBefore)
                .as("the tick was sent twice")
                .isGreaterThan(committed - committedBefore);
        awaitReadToTheEnd("audit-service", QUOTE_EVENTS);
        awaitReadToTheEnd("audit-service", CATALOG_EVENTS);
        try (Stores stores = stack.stores()) {
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

    @Test
    @Order(3)
    @Tag("INB-02")
    @Tag("WFL-01")
    void startsOneProcessWhenTheBridgeDiesBetweenHandlingAndOffsetCommit() {
        stack.stop(BRIDGE);
        long before = committed();
        List<String> quotes = DrillQuotes.priced(stack.platform(), 3, "25");
        quotes.forEach(sales()::submit);
        awaitEveryOutboxRowPublished(before + 9);
        stack.startFrozenAt(BRIDGE, "inbox.committed");
        stack.awaitFrozen(BRIDGE, "inbox.committed");

        stack.kill(BRIDGE);
        stack.start(BRIDGE);

        awaitReadToTheEnd(BRIDGE, QUOTE_EVENTS);
        quotes.forEach(this::approve);
        quotes.forEach(this::awaitApproved);
        try (Stores stores = stack.stores()) {
            assertThat(stores.count(Store.WORKFLOW, "select count(*) from process_link"))
                    .isEqualTo(3);
            assertThat(stores.count(Store.WORKFLOW, "select count(*) from act_hi_procinst"))
                    .isEqualTo(3);
            assertThat(stores.count(
                            Store.WORKFLOW, "select count(*) from outbox_message where event_type = 'ProcessStarted'"))
                    .isEqualTo(3);
        }
    }

    @Test
    @Order(4)
    @Tag("REP-05")
    @Tag("INC-16")
    void anAccidentalReplayCausesNoSecondMailProcessOrFact() throws Exception {
        stack.platform()
                .notifications(new Person("olga", "operator", DrillQuotes.TENANT))
                .contact("C-1", "c-1@drill.cpq");
        stack.platform()
                .notifications(new Person("ada", "administrator", DrillQuotes.TENANT))
                .group("sales-managers", "managers@drill.cpq");
        accepted(3);
        awaitMails(6);
        awaitSettled();
        Groups groups = new Groups(stack.kafka());
        Map<TopicPartition, Long> topicEnds = groups.foremost();
        Map<String, Long> before = effects();

        WITH_EFFECTS.parallelStream().forEach(stack::stop);
        Set<String> again = groups.resetToTheBeginningWithout("order-service");
        WITH_EFFECTS.parallelStream().forEach(stack::start);

        assertThat(again).as("groups of live consumers").hasSizeGreaterThanOrEqualTo(8);
        groups.awaitRead(again, topicEnds);
        assertThat(effects()).isEqualTo(before);
        accepted(1);
        awaitMails(8);
    }

    private QuoteClient sales() {
        return stack.platform().quotes(new Person("sally", "sales", DrillQuotes.TENANT));
    }

    private void accepted(int count) {
        List<String> quotes = DrillQuotes.priced(stack.platform(), count);
        quotes.forEach(sales()::submit);
        for (String quote : quotes) {
            awaitApproved(quote);
            sales().accept(quote, "C-1");
        }
    }

    /** Decides the one open task of a quote, as its manager. */
    private void approve(String quote) {
        TaskClient tasks =
                stack.platform().tasks(new Person("mia", "approver", DrillQuotes.TENANT).in("sales-managers"));
        await().atMost(PATIENCE).until(() -> tasks.open(quote).size() == 1);
        tasks.complete(tasks.open(quote).getFirst().path("taskId").asText(), "approve", "Good customer.");
    }

    private void awaitApproved(String quote) {
        await().atMost(PATIENCE)
                .until(() -> sales().get(quote).path("state").asText().equals("approved"));
    }

    private void awaitMails(int count) {
        await().atMost(PATIENCE)
                .until(() -> stack.platform().mailSink().of("c-1@drill.cpq").size() == count);
    }

    /** What must not happen twice, counted where it lies. */
    private Map<String, Long> effects() {
        Map<String, Long> effects = new TreeMap<>();
        try (Stores stores = stack.stores()) {
            effects.put("mails", (long) stack.platform().mailSink().all().size());
            effects.put("process links", stores.count(Store.WORKFLOW, "select count(*) from process_link"));
            effects.put("processes", stores.count(Store.WORKFLOW, "select count(*) from act_hi_procinst"));
            effects.put("intents", stores.count(Store.NOTIFICATION, "select count(*) from notification_intent"));
            effects.put("audit facts", stores.count(Store.AUDIT, "select count(*) from audit_fact" + OF_TENANTS));
            effects.put("audit inbox", stores.count(Store.AUDIT, "select count(*) from inbox_message" + OF_TENANTS));
        }
        return effects;
    }

    /** Until no process runs and everything said is in the audit log. */
    private void awaitSettled() {
        try (Stores stores = stack.stores()) {
            TenantCounts counts = new TenantCounts(stores, stack.platform().openSearch(), DrillQuotes.TENANT);
            await().atMost(PATIENCE)
                    .until(() -> counts.runningProcesses() == 0
                            && counts.sentNotifications() == counts.intents()
                            && counts.auditFacts() == counts.auditedOutboxRows());
        }
    }

    /** How many rows the outbox of quote-service has. */
    private long committed() {
        try (Stores stores = stack.stores()) {
            return stores.count(Store.QUOTE, "select count(*) from outbox_message");
        }
    }

    private void awaitEveryOutboxRowPublished(long atLeast) {
        try (Stores stores = stack.stores()) {
            List<String> committed =
                    stores.all(Store.QUOTE, "select message_id from outbox_message", row -> row.getString(1));
            assertThat((long) committed.size()).isGreaterThanOrEqualTo(atLeast);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(published().stream()
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
    private void awaitReadToTheEnd(String service, String topic) {
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
    private List<JsonNode> published() {
        return Stream.of(QUOTE_EVENTS, CATALOG_EVENTS)
                .flatMap(topic -> Topic.envelopes(stack.kafka(), topic).stream())
                .toList();
    }
}
