package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.cli.proof.Stores;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A replay against real processes that is killed three times on its way; one that nobody wanted is in {@link CrashIT}. */
class ReplayDrillIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String PROJECTOR = "search-projector";

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
            stack.upWithout(PROJECTOR);
            DrillQuotes.priced(stack.platform(), 40);
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
