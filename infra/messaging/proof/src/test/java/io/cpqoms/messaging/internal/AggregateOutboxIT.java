package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.messaging.internal.AggregateOutbox.Unpublished;
import io.cpqoms.messaging.internal.AggregateOutbox.UnpublishedEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However much waits, asking for one aggregate's events looks at so many rows, and says when that was not all. */
@Tag("OPS-04")
class AggregateOutboxIT {

    private static final int MOST = AggregateOutbox.MOST_LOOKED_AT;
    private static final int PAGE = 50;

    @Test
    void saysThatItIsNotKnownBehindALongBacklog() throws SQLException {
        try (RelayStage stage = RelayStage.fresh("aggregate_outbox", Map.of());
                RelaySession session = stage.session(0)) {
            assertThat(session.tryLock()).isTrue();
            RelaySession.Position beginning = session.position(1);
            stage.commit(List.of("early"), 1, 2);
            assertThat(of(stage, "early").unknownBehind()).isEmpty();
            assertThat(versions(of(stage, "early"))).containsExactly(1L, 2L);

            stage.commit(List.of("others"), 1, MOST);
            stage.commit(List.of("late"), 1, 1);

            assertThat(versions(of(stage, "early"))).containsExactly(1L, 2L);
            assertNotKnown(of(stage, "late"));

            // The backlog is walked by id: its first page is on Kafka.
            RelaySession.Page first = session.next(beginning, new PageSize(PAGE, 1_000_000));
            session.save(first.end(), Map.of());
            assertThat(first.hasMoreBehind()).isTrue();
            assertThat(versions(of(stage, "early"))).isEmpty();
            assertThat(of(stage, "late").unknownBehind())
                    .as("what is ahead of the walk is less than is looked at")
                    .isEmpty();
            assertThat(versions(of(stage, "late"))).containsExactly(1L);
            stage.commit(List.of("others"), MOST + 1, MOST + PAGE);
            stage.commit(List.of("fresh"), 1, 1);
            assertNotKnown(of(stage, "fresh"));
        }
    }

    private static void assertNotKnown(Unpublished found) {
        assertThat(found.events()).isEmpty();
        assertThat(found.unknownBehind()).hasValueSatisfying(backlog -> {
            assertThat(backlog.atLeast()).isEqualTo(MOST + 1);
            assertThat(backlog.oldest()).isPresent();
        });
    }

    private static Unpublished of(RelayStage stage, String aggregate) {
        return stage.aggregates().unpublished("acme", "acme:process:" + aggregate, 20);
    }

    private static List<Long> versions(Unpublished found) {
        return found.events().stream().map(UnpublishedEvent::aggregateVersion).toList();
    }
}
