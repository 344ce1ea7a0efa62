package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.cli.proof.TenantCounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replays against real processes: one that nobody wanted, and one that is killed three times on its way. */
class ReplayDrillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Without the relays' own proofs, which go on by the clock. */
    private static final String OF_TENANTS = " where tenant_id <> 'platform'";

    private static final String PROJECTOR = "search-projector";
    private static final List<String> WITH_EFFECTS =
            List.of("notification-service", "workflow-bridge", "audit-service");

    @Test
    @Tag("REP-05")
    @Tag("INC-16")
    void anAccidentalReplayCausesNoSecondMailProcessOrFact() throws Exception {
        Set<String> members = Set.of(
                "postgres",
                "kafka",
                "mail",
                "partners",
                "quote-service",
                "order-service",
                "workflow-bridge",
                "notification-service",
                "audit-service");
        try (DrillStack stack = new DrillStack("accident", members)) {
            stack.up();
            stack.platform()
                    .notifications(new Person("olga", "operator", DrillQuotes.TENANT))
                    .contact("C-1", "c-1@drill.cpq");
            accepted(stack, 3);
            await().atMost(PATIENCE)
                    .until(() -> stack.platform().mailSink().of("c-1@drill.cpq").size() == 6);
            Map<TopicPartition, Long> topicEnds = settled(stack);
            Map<String, Long> before = effects(stack);

            WITH_EFFECTS.forEach(stack::stop);
            Set<String> groups = resetEveryGroupToTheBeginning(stack.kafka());
            WITH_EFFECTS.forEach(stack::start);

            assertThat(groups).as("groups of live consumers").hasSizeGreaterThanOrEqualTo(8);
            awaitReadAgain(stack.kafka(), groups, topicEnds);
            assertThat(effects(stack)).isEqualTo(before);
            accepted(stack, 1);
            await().atMost(PATIENCE)
                    .until(() -> stack.platform().mailSink().of("c-1@drill.cpq").size() == 8);
        }
    }

    @Test
    @Tag("REP-03")
    @Tag("REP-04")
    @Tag("SRC-02")
    void aRebuildUnderLoadLosesNothingKilledOnItsWayBeforeItsCommitAndBeforeQueriesFollow() {
        Set<String> members = Set.of("postgres", "kafka", "opensearch", "quote-service", PROJECTOR);
        // After the start nobody looks after the alias, so that what a killed run left to do shows until the next
        // start.
        Map<String, String> environment = Map.of("SEARCH_OPENSEARCH_ALIAS_LOOK_EVERY", "PT1H");
        try (DrillStack stack = new DrillStack("rebuild", members, environment)) {
            stack.up();
            DrillQuotes.priced(stack.platform(), 40);
            stack.stop(PROJECTOR);
            stack.startFrozenAt(PROJECTOR, "replay.step");
            awaitProjected(stack);
            String before = aliased(stack);
            try (Load load = new Load(stack)) {
                String id = begun(stack);

                stack.awaitFrozen(PROJECTOR, "replay.step");
                stack.kill(PROJECTOR);
                stack.startFrozenAt(PROJECTOR, "replay.swapped");
                stack.awaitFrozen(PROJECTOR, "replay.swapped");
                load.awaitMore();
                assertThat(aliased(stack)).as("nothing moves before the commit").isEqualTo(before);
                stack.kill(PROJECTOR);
                assertThat(named(stack)).as("an aborted swap changes nothing").isEqualTo(before);
                stack.startFrozenAt(PROJECTOR, "replay.ended");
                stack.awaitFrozen(PROJECTOR, "replay.ended");
                assertReconciled(ops(stack, "olga").get("/ops/replays/" + id).body());
                assertThat(named(stack)).as("live is what the run has built").isNotEqualTo(before);
                load.awaitMore();
                assertThat(aliased(stack)).as("queries have not followed").isEqualTo(before);
                stack.kill(PROJECTOR);
                stack.start(PROJECTOR);
                await().atMost(PATIENCE).until(() -> aliased(stack).equals(named(stack)));
                load.awaitMore();
            }
            awaitProjected(stack);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(indexed(stack)).isEqualTo(quotes(stack)));
        }
    }

    private static void assertReconciled(JsonNode report) {
        assertThat(report.at("/run/state").asText()).as(report.toString()).isEqualTo("COMPLETED");
        assertThat(report.at("/run/comparison/missing").asLong()).isZero();
        assertThat(report.at("/run/comparison/different").asLong()).isZero();
        assertThat(report.path("reconciled").asBoolean()).isTrue();
    }

    /** New quotes all the time, until it is closed. */
    private static final class Load implements AutoCloseable {

        private final AtomicBoolean loading = new AtomicBoolean(true);
        private final AtomicInteger rounds = new AtomicInteger();
        private final Thread thread;

        Load(DrillStack stack) {
            thread = Thread.ofPlatform().start(() -> {
                while (loading.get()) {
                    DrillQuotes.priced(stack.platform(), 2);
                    rounds.incrementAndGet();
                }
            });
        }

        void awaitMore() {
            int now = rounds.get();
            await().atMost(PATIENCE).until(() -> rounds.get() > now + 1);
        }

        @Override
        public void close() {
            loading.set(false);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void accepted(DrillStack stack, int count) {
        QuoteClient sales = stack.platform().quotes(new Person("sally", "sales", DrillQuotes.TENANT));
        List<String> quotes = DrillQuotes.priced(stack.platform(), count);
        quotes.forEach(sales::submit);
        for (String quote : quotes) {
            await().atMost(PATIENCE)
                    .until(() -> sales.get(quote).path("state").asText().equals("approved"));
            sales.accept(quote, "C-1");
        }
    }

    /** What must not happen twice, counted where it lies. */
    private static Map<String, Long> effects(DrillStack stack) {
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

    /** Waits until no process runs and everything said is in the audit log; answers how far the groups have read. */
    private static Map<TopicPartition, Long> settled(DrillStack stack) {
        try (Stores stores = stack.stores()) {
            TenantCounts counts = new TenantCounts(stores, stack.platform().openSearch(), DrillQuotes.TENANT);
            await().atMost(PATIENCE)
                    .until(() -> counts.runningProcesses() == 0
                            && counts.sentNotifications() == counts.intents()
                            && counts.auditFacts() == counts.auditedOutboxRows());
        }
        return committed(stack.kafka(), null).values().stream()
                .collect(
                        HashMap::new,
                        (all, group) -> group.forEach((part, offset) -> all.merge(part, offset, Math::max)),
                        Map::putAll);
    }

    private static Set<String> resetEveryGroupToTheBeginning(String kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            Map<String, Map<TopicPartition, Long>> groups = committed(kafka, null);
            groups.keySet().removeIf(group -> group.contains("order-service"));
            for (Map.Entry<String, Map<TopicPartition, Long>> group : groups.entrySet()) {
                await().atMost(PATIENCE).until(() -> isEmpty(admin, group.getKey()));
                Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
                group.getValue().keySet().forEach(part -> beginning.put(part, new OffsetAndMetadata(0)));
                admin.alterConsumerGroupOffsets(group.getKey(), beginning).all().get();
            }
            return groups.keySet();
        }
    }

    private static boolean isEmpty(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group))
                        .all()
                        .get()
                        .get(group)
                        .groupState()
                == GroupState.EMPTY;
    }

    private static void awaitReadAgain(String kafka, Set<String> groups, Map<TopicPartition, Long> ends) {
        await().atMost(PATIENCE)
                .until(() -> groups.stream()
                        .allMatch(group -> committed(kafka, group).get(group).entrySet().stream()
                                .allMatch(part -> part.getValue() >= ends.getOrDefault(part.getKey(), 0L))));
    }

    private static Map<String, Map<TopicPartition, Long>> committed(String kafka, String only) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            Map<String, Map<TopicPartition, Long>> groups = new TreeMap<>();
            for (var group : admin.listGroups().all().get()) {
                if (only == null || only.equals(group.groupId())) {
                    Map<TopicPartition, Long> offsets = new HashMap<>();
                    admin.listConsumerGroupOffsets(group.groupId())
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .forEach((part, offset) -> offsets.put(part, offset.offset()));
                    groups.put(group.groupId(), offsets);
                }
            }
            return groups;
        } catch (Exception e) {
            throw new IllegalStateException("the groups can't be read", e);
        }
    }

    private static String begun(DrillStack stack) {
        ObjectNode wish = Json.object()
                .put("consumer", "search-projector.quotes")
                .put("mode", "REPLAY_REBUILD")
                .put("reason", "a drill");
        wish.putObject("selection").put("topic", "cpq.quote.events.v1");
        Api olga = ops(stack, "olga");
        String id =
                olga.create("/ops/replays", wish).expectSuccess().at("/run/id").asText();
        ops(stack, "otto")
                .create("/ops/replays/" + id + "/approve", Json.object())
                .expectSuccess();
        olga.create("/ops/replays/" + id + "/start", Json.object()).expectSuccess();
        return id;
    }

    private static Api ops(DrillStack stack, String subject) {
        return stack.platform()
                .ops(new Person(subject, "operator", DrillQuotes.TENANT).in("platform-operator"), PROJECTOR);
    }

    private static void awaitProjected(DrillStack stack) {
        try (Stores stores = stack.stores()) {
            await().atMost(PATIENCE)
                    .until(() ->
                            stores.count(Store.SEARCH, "select count(*) from projection_document where kind = 'quote'")
                                    == quotes(stack));
        }
    }

    private static long quotes(DrillStack stack) {
        try (Stores stores = stack.stores()) {
            return stores.count(Store.QUOTE, "select count(*) from quote");
        }
    }

    private static long indexed(DrillStack stack) {
        return stack.platform()
                .openSearch()
                .get("/cpq-quotes/_count")
                .expectSuccess()
                .path("count")
                .asLong();
    }

    /** The index that live batches write to. */
    private static String named(DrillStack stack) {
        try (Stores stores = stack.stores()) {
            return stores.one(
                    Store.SEARCH,
                    "select index_name from projection_index where kind = 'quote'",
                    row -> row.getString(1));
        }
    }

    /** The index that queries read. */
    private static String aliased(DrillStack stack) {
        return stack.platform()
                .openSearch()
                .get("/_alias/cpq-quotes")
                .expectSuccess()
                .fieldNames()
                .next();
    }
}
