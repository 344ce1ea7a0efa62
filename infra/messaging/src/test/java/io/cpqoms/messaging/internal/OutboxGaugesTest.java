package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("OUT-08")
class OutboxGaugesTest {

    private static final OutboxCare.Withheld NONE = new OutboxCare.Withheld(0, Duration.ZERO);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SettableClock clock = new SettableClock();
    private final OutboxGauges gauges = new OutboxGauges(meters, clock, new Looks(meters, clock));

    @Test
    @Tag("M12")
    void showsHeldTopicsFromTheStart() {
        assertThat(value("topics.held")).isZero();
        assertThat(value("oldest.held.age")).isZero();

        gauges.observed(
                List.of(),
                List.of(new OutboxCare.HeldTopic(
                        "cpq.quote.events.v1", 7, clock.instant().minusSeconds(90), "missing")),
                NONE);

        assertThat(value("topics.held")).isEqualTo(1);
        assertThat(value("oldest.held.age")).isEqualTo(90);
    }

    @Test
    @Tag("M16")
    void ageGrowsWhileNobodyLooksAndSoDoesThatOfTheFigures() {
        gauges.observed(
                List.of(shard(0, 3, Duration.ofSeconds(20)), shard(1, 1, Duration.ofSeconds(40))),
                List.of(),
                new OutboxCare.Withheld(2, Duration.ofSeconds(5)));
        assertThat(value("unpublished")).isEqualTo(4);
        assertThat(value("oldest.unpublished.age")).isEqualTo(40);
        assertThat(figuresAge("outbox")).isZero();

        clock.forward(Duration.ofMinutes(1));

        assertThat(value("oldest.unpublished.age")).isEqualTo(100);
        assertThat(value("withheld")).isEqualTo(2);
        assertThat(value("oldest.withheld.age")).isEqualTo(65);
        assertThat(figuresAge("outbox")).isEqualTo(60);
    }

    /** To begin to look is no answer. */
    @Test
    @Tag("M16")
    void figuresThatWereNeverReadAreAsOldAsTheProcess() {
        Looks looks = new Looks(meters, clock);
        clock.forward(Duration.ofSeconds(40));
        looks.begin(Looks.Source.INBOX);
        assertThat(figuresAge("inbox")).isEqualTo(40);

        looks.succeeded(Looks.Source.INBOX);

        assertThat(figuresAge("inbox")).isZero();
    }

    @Test
    @Tag("OUT-09")
    void tellsWhatOnlyKafkaKnows() {
        assertThat(value("forgotten")).isZero();

        gauges.forgotten(74);

        assertThat(value("forgotten")).isEqualTo(74);
    }

    @Test
    @Tag("OUT-09")
    void tellsThatAMoveWasNotLookedAt() {
        assertThat(value("move.pending")).isZero();

        gauges.movePending(true);
        assertThat(value("move.pending")).isOne();

        gauges.movePending(false);
        assertThat(value("move.pending")).isZero();
    }

    @Test
    void hasNoAgeWhereNothingWaits() {
        gauges.observed(List.of(shard(0, 0, Duration.ZERO)), List.of(), NONE);
        clock.forward(Duration.ofHours(1));

        assertThat(value("oldest.unpublished.age")).isZero();
        assertThat(value("oldest.withheld.age")).isZero();
        assertThat(value("oldest.held.age")).isZero();
        assertThat(value("shards.without.relay")).isZero();
    }

    private OutboxCare.Shard shard(int number, long unpublished, Duration oldest) {
        return new OutboxCare.Shard(number, Instant.EPOCH, 0, unpublished, oldest, true);
    }

    private double value(String gauge) {
        return meters.get("cpq.outbox." + gauge).gauge().value();
    }

    private double figuresAge(String source) {
        return meters.get("cpq.messaging.figures.age")
                .tag("source", source)
                .gauge()
                .value();
    }
}
