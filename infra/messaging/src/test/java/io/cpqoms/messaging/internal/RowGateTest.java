package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RowGateTest {

    private static final String QUOTES = "cpq.quote.events.v1";
    private static final String ORDERS = "cpq.order.events.v1";

    private final HeldTopics held =
            new HeldTopics(topic -> new CompletableFuture<>(), Duration.ofSeconds(5), System::nanoTime);
    private final RowGate gate = new RowGate(new TopicRegistry(), held);

    @Test
    @Tag("M12")
    void aHeldTopicHoldsNoKeyAndItsVersionsCountAsPassed() {
        held.hold(QUOTES, "missing");

        RowGate.Selection page = pass(List.of(row(1, "a", 1, QUOTES), row(2, "a", 2, ORDERS)), RowGate.Origin.FRESH);

        assertThat(page.going()).extracting(OutboxRow::id).containsExactly(2L);
        assertThat(page.refused().values()).allMatch(RowGate.Refusal::topicHeld);
        assertThat(pass(List.of(row(3, "a", 4, ORDERS)), RowGate.Origin.FRESH)
                        .refused()
                        .values())
                .extracting(RowGate.Refusal::reason)
                .containsExactly("aggregate version 4 follows 2; expected 3");
    }

    @Test
    @Tag("M12")
    void heldRowsGoBeforeAParkedRowOfTheirKeyAndWaitBehindIt() {
        gate.parked(Map.of("a", 5L));

        RowGate.Selection page = pass(
                List.of(row(4, "a", 7, QUOTES), row(6, "a", 3, QUOTES), row(7, "b", 9, QUOTES)), RowGate.Origin.HELD);

        assertThat(page.going()).extracting(OutboxRow::id).containsExactly(4L, 7L);
        assertThat(page.refused().values()).containsExactly(RowGate.Refusal.BEHIND);
    }

    @Test
    @Tag("M12")
    void aReleasedRowOfAHeldTopicWaitsWithItsTopic() {
        held.hold(QUOTES, "missing");
        gate.parked(Map.of("a", 1L));

        RowGate.Selection page = pass(List.of(row(1, "a", 1, QUOTES), row(2, "a", 2, ORDERS)), RowGate.Origin.RELEASED);

        assertThat(page.going()).extracting(OutboxRow::id).containsExactly(2L);
        assertThat(page.refused().values()).allMatch(RowGate.Refusal::topicHeld);
    }

    @Test
    @Tag("M20")
    void aFreedKeyTakesAnyVersion() {
        pass(List.of(row(1, "a", 1, QUOTES), row(2, "a", 3, QUOTES)), RowGate.Origin.FRESH);

        gate.parked(Map.of());

        assertThat(pass(List.of(row(3, "a", 4, QUOTES)), RowGate.Origin.FRESH).refused())
                .isEmpty();
    }

    /** Two topics have two partitions, whose answers come with one request. */
    @Test
    @Tag("M24")
    void whatArrivedOnAnotherTopicBehindARefusedRowOfItsKeyIsNotParked() {
        OutboxRow refused = row(1, "a", 1, QUOTES);
        OutboxRow arrived = row(2, "a", 2, ORDERS);
        OutboxRow behind = row(3, "a", 3, ORDERS);

        RowGate.Selection page = gate.select(
                List.of(refused, arrived, behind),
                new RowGate.SoFar(Map.of(refused, "too large"), Set.of(2L)),
                RowGate.Origin.FRESH);

        assertThat(page.going()).containsExactly(arrived);
        assertThat(page.refused())
                .isEqualTo(Map.of(refused, RowGate.Refusal.itself("too large"), behind, RowGate.Refusal.BEHIND));
    }

    /** It would be sent again when its topic is back. */
    @Test
    @Tag("M24")
    void whatArrivedBeforeItsTopicWasHeldIsNotHeldWithIt() {
        held.hold(QUOTES, "missing");

        RowGate.Selection page = gate.select(
                List.of(row(1, "a", 1, QUOTES), row(2, "a", 2, QUOTES)),
                new RowGate.SoFar(Map.of(), Set.of(1L)),
                RowGate.Origin.FRESH);

        assertThat(page.going()).extracting(OutboxRow::id).containsExactly(1L);
        assertThat(page.refused().keySet()).extracting(OutboxRow::id).containsExactly(2L);
    }

    /** The producer reports a forbidden topic with rows of other topics too; the failure says which one it is. */
    @Test
    @Tag("M12")
    void holdsTheTopicsThatAFailureNamesAndNotThoseOfTheRowItIsReportedWith() {
        assertThat(RowGate.topicsOf(row(1, "a", 1, ORDERS), new TopicAuthorizationException(Set.of(QUOTES))))
                .containsExactly(QUOTES);
        assertThat(RowGate.topicsOf(
                        row(1, "a", 1, ORDERS), new TimeoutException("late", new UnknownTopicOrPartitionException())))
                .containsExactly(ORDERS);
    }

    private RowGate.Selection pass(List<OutboxRow> rows, RowGate.Origin origin) {
        RowGate.Selection page = gate.select(rows, RowGate.SoFar.NOTHING, origin);
        gate.passed(page);
        return page;
    }

    private static OutboxRow row(long id, String key, long version, String topic) {
        return new OutboxRow(
                id,
                UUID.randomUUID(),
                topic,
                key,
                "QuoteApproved",
                "cpq.quote.QuoteApproved.v1",
                "acme",
                "quote",
                key,
                version,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "{}");
    }
}
