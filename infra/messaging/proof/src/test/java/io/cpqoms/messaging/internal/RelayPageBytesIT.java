package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page is bounded in bytes as in rows: what a relay holds does not grow with what its services write. */
@Tag("M18")
@Tag("OUT-07")
class RelayPageBytesIT {

    private static final int VALUE = 10_000;
    private static final PageSize FOUR_VALUES = new PageSize(50, 4 * VALUE);

    @TempDir
    Path logs;

    /** Fewer rows than a page has, and more bytes: a backlog all the same, and nothing of it is passed over. */
    @Test
    void endsWhereItsValuesComeToItsBytes() throws SQLException {
        try (RelayStage stage = RelayStage.fresh("relay_page_bytes", Map.of());
                RelaySession session = stage.session(0)) {
            assertThat(session.tryLock()).isTrue();
            RelaySession.Position position = session.position(1);
            commit(stage, 10, "x".repeat(VALUE));

            List<List<Long>> pages = pages(session, position);

            assertThat(pages).containsExactly(versions(1, 4), versions(5, 8), versions(9, 10));
        }
    }

    @Test
    void isOneRowWhenThatIsLargerByItself() throws SQLException {
        try (RelayStage stage = RelayStage.fresh("relay_page_bytes", Map.of());
                RelaySession session = stage.session(0)) {
            assertThat(session.tryLock()).isTrue();
            RelaySession.Position position = session.position(1);
            commit(stage, 3, "x".repeat(5 * VALUE));

            assertThat(pages(session, position)).containsExactly(versions(1, 1), versions(2, 2), versions(3, 3));
        }
    }

    /** What the position was saved with is read on in the same statement, by the same measure. */
    @Test
    void endsThereAlsoWhereItIsReadWithASaving() throws SQLException {
        try (RelayStage stage = RelayStage.fresh("relay_page_bytes", Map.of());
                RelaySession session = stage.session(0)) {
            assertThat(session.tryLock()).isTrue();
            RelaySession.Position position = session.position(1);
            commit(stage, 5, "x".repeat(VALUE));

            RelaySession.Page page = session.saveAndNext(position, FOUR_VALUES);

            assertThat(versionsOf(page.rows())).isEqualTo(versions(1, 4));
            assertThat(page.hasMoreBehind()).isTrue();
        }
    }

    @Test
    void boundsWhatWaitsForATopicOrAPersonAsWell() throws SQLException {
        try (RelayStage stage = RelayStage.fresh("relay_page_bytes", Map.of());
                RelaySession session = stage.session(0)) {
            assertThat(session.tryLock()).isTrue();
            RelaySession.Position position = session.position(1);
            commit(stage, 10, "x".repeat(VALUE));
            List<OutboxRow> rows =
                    session.next(position, new PageSize(50, 100 * VALUE)).rows();
            session.parked().park(refused(rows));

            assertThat(versionsOf(session.parked().held(RelayStage.TOPIC, FOUR_VALUES)))
                    .isEqualTo(versions(1, 4));

            stage.rows().execute("update outbox_parked set topic_held = false, state = 'RELEASED'");
            assertThat(versionsOf(session.parked().released(FOUR_VALUES))).isEqualTo(versions(1, 4));
        }
    }

    /** The values of one page by rows alone would not fit twice into this heap, and it ended with the first of them. */
    @Test
    void publishesInASmallHeapWhatIsLargerThanIt() throws IOException, InterruptedException {
        try (RelayStage stage = RelayStage.fresh("relay_page_bytes", Map.of())) {
            commit(stage, 250, RelayStage.incompressible(400_000));
            Path log = logs.resolve("small-heap.log");
            Process relay = RelayProcess.start(stage.address(), "96m", log);
            try {
                await().until(() -> {
                    assertThat(relay.isAlive()).as(() -> read(log)).isTrue();
                    return stage.care().shards().stream().anyMatch(shard -> shard.unpublished() == 0);
                });
            } finally {
                relay.destroyForcibly().waitFor();
            }
        }
    }

    /** Versions page by page, as the relay reads them. */
    private static List<List<Long>> pages(RelaySession session, RelaySession.Position from) throws SQLException {
        List<List<Long>> pages = new ArrayList<>();
        RelaySession.Position position = from;
        RelaySession.Page page;
        do {
            page = session.next(position, FOUR_VALUES);
            pages.add(versionsOf(page.rows()));
            position = page.end();
            session.save(position, Map.of());
        } while (page.hasMoreBehind());
        return pages;
    }

    private static Map<OutboxRow, RowGate.Refusal> refused(List<OutboxRow> rows) {
        return rows.stream()
                .collect(Collectors.toMap(row -> row, _ -> RowGate.Refusal.held(RelayStage.TOPIC, "it is gone")));
    }

    private static List<Long> versions(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Long> versionsOf(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::aggregateVersion).toList();
    }

    private static void commit(RelayStage stage, int rows, String value) {
        stage.rows().execute("""
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                    aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
                select 0, gen_random_uuid(), ?, 'acme:process:large', 'ProcessEnded', 'cpq.workflow.ProcessEnded.v1',
                       'acme', 'process', 'large', version, now(), ?
                  from generate_series(1, ?::int) version""", RelayStage.TOPIC, value, rows);
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
