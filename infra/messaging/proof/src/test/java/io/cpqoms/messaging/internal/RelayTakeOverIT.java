package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several relays of one shard, against real servers: who is frozen, killed, silent or only waits. */
class RelayTakeOverIT {

    @TempDir
    Path logs;

    /**
     * A holder is frozen by SIGSTOP, another one takes over and finishes; then the first one wakes up with its page in
     * hand. It asks its session before it sends, and nothing comes of the page.
     */
    @Test
    @Tag("OUT-02")
    void aRelayThatWakesUpAfterItWasSupersededPublishesNothing() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_frozen", Map.of())) {
            List<String> aggregates = RelayStage.aggregates(20);

            List<RelayStage.Sent> sent = frozenAndAwake(stage, "outbox.read", aggregates);

            long superseded = sent.getFirst().term();
            assertThat(sent.stream().filter(record -> record.term() == superseded))
                    .as("of two pages, the second of which it had in hand")
                    .hasSize(50);
            // The first page was published and not saved yet: its successor repeats it, in order.
            assertThat(stage.published(aggregates).values())
                    .allSatisfy(published ->
                            assertThat(published.stream().distinct()).containsExactlyElementsOf(versions(10)));
            assertThat(late(sent)).isEmpty();
        }
    }

    /** What the producer had taken already nobody can hold back. It repeats what was told, and says whose word it is. */
    @Test
    @Tag("OUT-02")
    void whatAFrozenRelayHadHandedOverRepeatsWhatIsToldAndCanBeToldFromIt() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_halfway", Map.of())) {
            List<String> aggregates = RelayStage.aggregates(20);

            List<RelayStage.Sent> sent = frozenAndAwake(stage, "outbox.sending", aggregates);

            long superseded = sent.getFirst().term();
            assertThat(sent.stream().filter(record -> record.term() == superseded))
                    .as("a page and the half that was handed over")
                    .hasSizeBetween(50, 75);
            Map<String, List<Long>> published = stage.published(aggregates);
            assertThat(published.values())
                    .allSatisfy(versions ->
                            assertThat(versions.stream().distinct()).containsExactlyElementsOf(versions(10)));
            assertThat(late(sent))
                    .allSatisfy(record -> assertThat(first(sent, record)).isNotSameAs(record));
        }
    }

    /** Everything that was sent, once the relay that is frozen at its second page has found out that it lost the shard. */
    private List<RelayStage.Sent> frozenAndAwake(RelayStage stage, String point, List<String> aggregates)
            throws Exception {
        stage.commit(aggregates, 1, 10);
        Path log = logs.resolve("frozen.log");
        Process frozen = RelayProcess.start(stage.address(), point, 2, log);
        try {
            await().until(() -> Files.readString(log).contains("STOPPING"));
            stage.relay();
            stage.awaitPublished(aggregates, 10);
            RelayProcess.signal(frozen, "CONT");
            await().until(() -> sessions(stage) == 2);
        } finally {
            frozen.destroyForcibly().waitFor();
        }
        return stage.sent(aggregates);
    }

    /** What came behind a record of a later take-over. */
    private static List<RelayStage.Sent> late(List<RelayStage.Sent> sent) {
        Map<Integer, Long> terms = new HashMap<>();
        return sent.stream()
                .filter(record -> record.term() < terms.merge(record.partition(), record.term(), Math::max))
                .toList();
    }

    private static RelayStage.Sent first(List<RelayStage.Sent> sent, RelayStage.Sent of) {
        return sent.stream()
                .filter(record -> record.aggregate().equals(of.aggregate()) && record.version() == of.version())
                .findFirst()
                .orElseThrow();
    }

    /** Whoever looks at the table next does so in ten minutes. */
    @Test
    @Tag("OUT-03")
    void whatAnotherInstanceCommitsWakesTheHolderOfTheShard() throws Exception {
        try (RelayStage stage = RelayStage.fresh(
                "relay_told",
                Map.of(
                        "cpq.messaging.outbox.poll-minimum", "PT10M",
                        "cpq.messaging.outbox.poll-maximum", "PT10M"))) {
            List<String> aggregates = RelayStage.aggregates(2);
            await().until(stage.relay()::isPublishing);
            await().until(() -> stage.rows()
                            .number("select count(*) from pg_stat_activity where datname = current_database()"
                                    + " and query like 'listen%' and state = 'idle'")
                    == 1);
            AfterCommit bell = stage.bell();
            ShardRelay other = stage.relay(RelayStage.noDrills(), bell);

            for (int version = 1; version <= 3; version++) {
                stage.commit(aggregates, version, version);
                bell.wake(0);
                stage.awaitPublished(aggregates, version);
            }

            assertThat(other.isPublishing()).isFalse();
        }
    }

    @Test
    @Tag("OUT-02")
    void anotherRelayTakesOverFromAKilledOneAndRepeatsInOrder() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_killed", Map.of())) {
            List<String> aggregates = RelayStage.aggregates(20);
            stage.commit(aggregates, 1, 10);
            Path log = logs.resolve("killed.log");
            Process killed = RelayProcess.start(stage.address(), "outbox.saving", 2, log);
            await().until(() -> Files.readString(log).contains("STOPPING"));
            killed.destroyForcibly().waitFor();

            Instant death = Instant.now();
            ShardRelay heir = stage.relay();
            await().until(heir::isPublishing);
            assertThat(Duration.between(death, Instant.now())).isLessThan(Duration.ofSeconds(20));

            stage.awaitPublished(aggregates, 10);
            assertThat(stage.published(aggregates).values())
                    .allSatisfy(published ->
                            assertThat(published.stream().distinct()).containsExactlyElementsOf(versions(10)));
        }
    }

    /** What the server sees of a cut network and of a frozen process is the same: silence. */
    @Test
    @Tag("OUT-02")
    void aHolderThatFallsSilentLosesTheShardToAnother() throws Exception {
        try (RelayStage stage = RelayStage.fresh("relay_silent", Map.of());
                RelaySession silent = stage.session(0);
                RelaySession heir = stage.session(0)) {
            assertThat(silent.tryLock()).isTrue();
            assertThat(heir.tryLock()).isFalse();

            await().pollInterval(Duration.ofMillis(200)).until(heir::tryLock);

            assertThatThrownBy(silent::keepAlive).isInstanceOf(java.sql.SQLException.class);
        }
    }

    /** Relays with a session: the one that publishes, and those that were superseded and know it. */
    private static long sessions(RelayStage stage) {
        return stage.rows()
                .number("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name like '%outbox relay'");
    }

    private static List<Long> versions(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
