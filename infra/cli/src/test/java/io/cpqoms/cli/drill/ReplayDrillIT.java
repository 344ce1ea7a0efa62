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
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Replays against real processes: one that nobody wanted, and one that is killed twice on its way. */
class ReplayDrillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
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
    @EnabledIfSystemProperty(
            named = "cpq.drill.rebuild",
            matches = "true",
            disabledReason =
                    "it shows a known defect, see REP-03 in docs/requirements.md: -Dcpq.drill.rebuild=true runs it")
    void aRebuildUnderLoadGoesOnAfterItWasKilledInTheMiddleAndBetweenSwapAndCommit() {
        Set<String> members = Set.of("postgres", "kafka", "opensearch", "quote-service", PROJECTOR);
        try (DrillStack stack = new DrillStack("rebuild", members)) {
            stack.up();
            DrillQuotes.priced(stack.platform(), 40);
            stack.stop(PROJECTOR);
            stack.startFrozenAt(PROJECTOR, "replay.step");
            awaitProjected(stack);
            String before = liveIndex(stack);
            AtomicBoolean loading = new AtomicBoolean(true);
            AtomicInteger rounds = new AtomicInteger();
            Thread load = Thread.ofPlatform().start(() -> {
                while (loading.get()) {
                    DrillQuotes.priced(stack.platform(), 2);
                    rounds.incrementAndGet();
                }
            });
            String id = begun(stack);

            stack.awaitFrozen(PROJECTOR, "replay.step");
            stack.kill(PROJECTOR);
            assertThat(liveIndex(stack))
                    .as("an aborted rebuild changes nothing")
                    .isEqualTo(before);
            stack.startFrozenAt(PROJECTOR, "replay.swapped");
            stack.awaitFrozen(PROJECTOR, "replay.swapped");
            stack.kill(PROJECTOR);
            stack.start(PROJECTOR);

            JsonNode report = await().atMost(PATIENCE)
                    .until(
                            () -> ops(stack, "olga").get("/ops/replays/" + id).body(),
                            run -> run.at("/run/state").asText().equals("COMPLETED"));
            loading.set(false);
            join(load);
            assertThat(report.at("/run/comparison/missing").asLong()).isZero();
            assertThat(report.at("/run/comparison/different").asLong()).isZero();
            assertThat(report.path("reconciled").asBoolean()).isTrue();
            assertThat(rounds.get()).as("live load while it ran").isPositive();
            assertThat(liveIndex(stack)).isNotEqualTo(before);
            awaitProjected(stack);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(indexed(stack)).isEqualTo(quotes(stack)));
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
            effects.put("audit facts", stores.count(Store.AUDIT, "select count(*) from audit_fact"));
            effects.put("audit inbox", stores.count(Store.AUDIT, "select count(*) from inbox_message"));
        }
        return effects;
    }

    /** Waits until no process runs and everything said is in the audit log; answers how far the groups have read. */
    private static Map<TopicPartition, Long> settled(DrillStack stack) {
        try (Stores stores = stack.stores()) {
            TenantCounts counts = new TenantCounts(stores, stack.platform().openSearch(), DrillQuotes.TENANT);
            await().atMost(PATIENCE)
                    .until(() -> counts.runningProcesses() == 0 && counts.auditFacts() == counts.auditedOutboxRows());
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
                Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
                group.getValue().keySet().forEach(part -> beginning.put(part, new OffsetAndMetadata(0)));
                admin.alterConsumerGroupOffsets(group.getKey(), beginning).all().get();
            }
            return groups.keySet();
        }
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
        return stack.platform().ops(new Person(subject, "operator", DrillQuotes.TENANT), PROJECTOR);
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

    private static String liveIndex(DrillStack stack) {
        return stack.platform()
                .openSearch()
                .get("/_alias/cpq-quotes")
                .expectSuccess()
                .fieldNames()
                .next();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
