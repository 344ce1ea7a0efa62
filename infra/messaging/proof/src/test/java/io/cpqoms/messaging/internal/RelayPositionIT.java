package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody's transaction stays open and keeps every dead row of the database; the relay doesn't mind. */
@Tag("M17")
class RelayPositionIT {

    private static final int TICKS = 20_000;
    private static final int TICKS_A_SECOND = 500;

    /** Of the position and of the row of its shard: a few levels of an index, and a page of each table. */
    private static final int FEW = 12;

    @Test
    void readsAndSavesItsPositionAtTheSameCostWhileASnapshotIsHeld() throws SQLException {
        try (RelayStage stage = RelayStage.fresh("relay_position", Map.of());
                RelaySession session = stage.session(0);
                Connection forgotten = stage.rows().open()) {
            assertThat(session.tryLock()).isTrue();
            RelaySession.Position position = session.position(1);
            session.saveManifested(position.publishedTo());
            holdASnapshot(forgotten);

            for (int tick = 1; tick <= TICKS; tick++) {
                position = new RelaySession.Position(tick + ":" + tick + ":", Optional.empty(), 0, tick);
                session.save(position, Map.of());
                if (tick % TICKS_A_SECOND == 0) {
                    session.dropPassed();
                }
            }

            assertThat(stage.rows().number("select count(*) from outbox_position"))
                    .as("positions that anybody may still see")
                    .isOne();
            assertThat(stage.rows().number("select pg_table_size('outbox_position') / 8192"))
                    .as("and the pages of those that nobody may clean up")
                    .isGreaterThan(200);
            List<String> statements = RelaySession.positionStatements();
            Explained finding = Explained.of(stage, statements.getFirst(), 0);
            assertThat(finding.buffers()).as(finding.toString()).isPositive().isLessThanOrEqualTo(FEW);
            Explained saving = Explained.of(stage, statements.getLast(), 0, "7:7:", null, 0L, 7L, "7:7:");
            assertThat(saving.buffers()).as(saving.toString()).isPositive().isLessThanOrEqualTo(FEW);
            assertThat(session.position(1)).isEqualTo(position);
        }
    }

    /** Back to a statement at a time commits what is open: a failure has to be rolled back first. */
    @Test
    void leavesNothingOfASaveThatFailsHalfway() throws SQLException {
        DrillPoints failing = new DrillPoints(Optional.empty(), Optional.empty()) {
            @Override
            public void reached(String point) {
                if (point.equals("outbox.saving")) {
                    throw new IllegalStateException("fails here");
                }
            }
        };
        try (RelayStage stage = RelayStage.fresh("relay_position", Map.of());
                RelaySession session = stage.session(0, failing)) {
            stage.commit(List.of(UUID.randomUUID().toString()), 1, 1);
            assertThat(session.tryLock()).isTrue();
            RelaySession.Page page = session.next(session.position(1), new PageSize(50, 1_000_000));
            long positions = stage.rows().number("select count(*) from outbox_position");

            assertThatThrownBy(() ->
                            session.save(page.end(), Map.of(page.rows().getFirst(), RowGate.Refusal.itself("refused"))))
                    .hasMessage("fails here");

            assertThat(stage.rows().number("select count(*) from outbox_parked"))
                    .isZero();
            assertThat(stage.rows().number("select count(*) from outbox_position"))
                    .isEqualTo(positions);
            assertThat(session.next(session.position(1), new PageSize(50, 1_000_000))
                            .rows())
                    .hasSize(1);
        }
    }

    /** The release before knows outbox_relay alone: it makes shards there, and says there how far it has come. */
    @Test
    void goesOnWhereTheReleaseBeforeHasCome() throws SQLException {
        try (RelayStage stage = RelayStage.fresh("relay_position", Map.of());
                RelaySession session = stage.session(0)) {
            stage.rows()
                    .execute("insert into outbox_relay (shard, shards, database, published_to, manifested_to)"
                            + " values (0, 1, " + RelaySession.DATABASE + ", '1:1:', '1:1:')");
            stage.commit(List.of(UUID.randomUUID().toString()), 1, 1);

            assertThat(stage.care().shards())
                    .extracting(OutboxCare.Shard::unpublished)
                    .containsExactly(1L);
            assertThat(stage.care().turn(Instant.now().plus(Duration.ofDays(8))))
                    .as("days that were passed")
                    .isEmpty();
            assertThat(session.tryLock()).isTrue();
            RelaySession.Position begun = session.position(1);
            assertThat(begun.publishedTo()).isEqualTo(RelaySession.NOTHING);
            session.save(new RelaySession.Position("5:5:", Optional.empty(), 0, 5), Map.of());
            assertThat(session.position(1).tick()).as("its own").isEqualTo(5);
            stage.rows()
                    .execute("update outbox_relay set published_to = '7:7:', tick = 7, saved_at = clock_timestamp()");

            assertThat(session.position(1).publishedTo()).as("what is later").isEqualTo("7:7:");
            session.save(new RelaySession.Position("8:8:", Optional.empty(), 0, 8), Map.of());
            assertThat(session.position(1).publishedTo()).isEqualTo("8:8:");
        }
    }

    /** As a report that runs for an hour, or a session that somebody left open. */
    private static void holdASnapshot(Connection forgotten) throws SQLException {
        forgotten.setAutoCommit(false);
        forgotten.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = forgotten.createStatement()) {
            statement.execute("select count(*) from outbox_relay");
        }
    }
}
