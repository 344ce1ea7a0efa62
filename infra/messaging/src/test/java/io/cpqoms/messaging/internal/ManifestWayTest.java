package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.values.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M1")
class ManifestWayTest {

    private static final RelaySession.Position SAVED = new RelaySession.Position("10:10:", Optional.empty(), 0, 3);

    private final AtomicLong clock = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<List<OutboxRow>> sent = new ArrayList<>();
    private final List<CompletableFuture<Void>> answers = new ArrayList<>();
    private final ManifestWay way =
            new ManifestWay(manifest(), this::send, new RelayMetrics(meters), Duration.ofSeconds(10), clock::get);

    @Test
    void coversTheSavedPositionOnceTheBrokerHasTheManifest() {
        publish(3);

        assertThat(way.tend(SAVED)).isEmpty();
        publish(3);
        assertThat(way.tend(SAVED.reached("20:20:", 4))).as("still on its way").isEmpty();
        answers.getFirst().complete(null);

        assertThat(way.tend(SAVED.reached("20:20:", 4))).contains("10:10:");
        assertThat(sent).as("the next is due and goes").hasSize(2);
    }

    @Test
    void sendsInABacklogTooButCoversNoSnapshotOfIt() {
        publish(3);
        way.tend(SAVED.pagedTo("30:30:", 4711));
        answers.getFirst().complete(null);

        assertThat(sent).hasSize(1);
        assertThat(way.tend(SAVED.pagedTo("30:30:", 4712))).isEmpty();
    }

    @Test
    void triesTheSameManifestAgainAfterAWaitThatGrows() {
        publish(3);
        way.tend(SAVED);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            answers.getLast().completeExceptionally(new IllegalStateException("no such topic"));
            way.tend(SAVED);
            clock.addAndGet(Duration.ofSeconds(seconds).toNanos() - 1);
            int before = sent.size();
            way.tend(SAVED);
            assertThat(sent).as("not before " + seconds + " s").hasSize(before);
            clock.incrementAndGet();
            way.tend(SAVED);
            assertThat(sent).as("after " + seconds + " s").hasSize(before + 1);
        }
        assertThat(sent).allMatch(sent.getFirst()::equals);
        assertThat(meters.counter("cpq.outbox.manifests.failed").count()).isEqualTo(7);
    }

    @Test
    void keepsABoundedNumberOfMessagesAndCountsTheOthers() {
        publish(3);
        way.tend(SAVED);
        publish(ManifestWay.MOST_WAITING);
        assertThat(meters.counter("cpq.outbox.manifests.dropped").count()).isEqualTo(3);

        answers.getFirst().complete(null);
        way.tend(SAVED);

        assertThat(sent.getLast()).as("manifests of a thousand").hasSize(50);
    }

    @Test
    void tellsWhenAFormerHolderLeftMoreThanIsTakenOver() {
        way.takeOver(messages(ManifestWay.MOST_TAKEN_OVER));
        assertThat(meters.counter("cpq.outbox.manifests.dropped").count()).isZero();

        way.takeOver(messages(ManifestWay.MOST_TAKEN_OVER + 1));

        assertThat(meters.counter("cpq.outbox.manifests.dropped").count()).isOne();
    }

    private void publish(int messages) {
        messages(messages).forEach(message -> way.takeOver(List.of(message)));
    }

    private static List<Map.Entry<String, UUID>> messages(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> Map.entry("cpq.quote.events.v1", UUID.randomUUID()))
                .toList();
    }

    private Future<?> send(List<OutboxRow> rows) {
        sent.add(rows);
        answers.add(new CompletableFuture<>());
        return answers.getLast();
    }

    private static OutboxManifest manifest() {
        TopicRegistry registry = new TopicRegistry();
        return new OutboxManifest(
                new Envelopes(registry, new EventSchemas(registry), new Ids(), "quote-service"),
                new Ids(),
                Clock.fixed(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC),
                new OutboxManifest.Source("quote-service", 0, 3, Duration.ofSeconds(10)));
    }
}
