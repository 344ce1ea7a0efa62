package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The first page of a backlog costs what a page costs, however long the backlog is and however much was published before it.
 * {@code -Dcpq.backlogs=100000,1000000,5000000} measures others.
 */
@Tag("OUT-10")
@Tag("M2")
class FirstPageIT {

    private static final List<Integer> BACKLOGS = Arrays.stream(
                    System.getProperty("cpq.backlogs", "100000,500000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int PAGE = 50;
    private static final int BYTES = 1_000_000;
    private static final PageSize SIZE = new PageSize(PAGE, BYTES);
    private static final int PUBLISHED = 20_000;

    /** Levels of an index and what a page's rows lie on: of a long backlog's first page and of a short one's. */
    private static final int MORE = 60;

    private record Cost(int rows, int buffers, double millis) {}

    @Test
    void costsWhatAPageCosts() throws SQLException {
        List<Cost> costs = new ArrayList<>();
        for (int backlog : BACKLOGS) {
            costs.add(costOf(backlog, true));
        }

        Cost shortest = costs.getFirst();
        costs.forEach(cost -> System.out.printf(
                Locale.ROOT,
                "first page: backlog of %,d rows: %d database pages, %.1f ms (%.2f times that of %,d rows)%n",
                cost.rows(),
                cost.buffers(),
                cost.millis(),
                cost.millis() / shortest.millis(),
                shortest.rows()));
        assertThat(costs)
                .allSatisfy(cost -> assertThat(cost.buffers())
                        .as("database pages for the first %d of %d rows", PAGE, cost.rows())
                        .isLessThanOrEqualTo(shortest.buffers() + MORE)
                        .isLessThan(PUBLISHED / 50));
    }

    /** So is a database that was there before marks: what is published there may be days, and isn't walked over either. */
    @Test
    void costsWhatItsBacklogCostsWhereNoMarkWasMade() throws SQLException {
        assertThat(costOf(20 * PAGE, false).buffers())
                .as("database pages behind %d published rows", PUBLISHED)
                .isLessThan(PUBLISHED / 50);
    }

    private static Cost costOf(int backlog, boolean marked) throws SQLException {
        try (RelayStage stage = RelayStage.fresh("relay_first_page", Map.of())) {
            RelaySession.Position published = published(stage, marked);
            append(stage, backlog);
            stage.rows().execute("analyze outbox_message");

            RelaySession.Page page;
            double millis;
            try (RelaySession session = stage.session(0)) {
                assertThat(session.tryLock()).isTrue();
                assertThat(session.position(1)).isEqualTo(published);
                long begun = System.nanoTime();
                page = session.next(published, SIZE);
                millis = (System.nanoTime() - begun) / 1e6;
            }

            assertThat(page.rows()).hasSize(PAGE);
            assertThat(page.rows().getFirst().id())
                    .as("the first that is not published")
                    .isEqualTo(PUBLISHED + 2L);
            assertThat(page.hasMoreBehind()).isTrue();
            return new Cost(
                    backlog, buffers(stage, published, page.end().target().orElseThrow()), millis);
        }
    }

    private static RelaySession.Position published(RelayStage stage, boolean marked) throws SQLException {
        try (RelaySession session = stage.session(0)) {
            assertThat(session.tryLock()).isTrue();
            append(stage, PUBLISHED);
            RelaySession.Position published = publishAll(session, session.position(1));
            if (marked) {
                stage.marks().mark(false);
            }
            append(stage, 1);
            return publishAll(session, published);
        }
    }

    /** Of all statements: the one that finds that there is more than a page, the one that finds its beginning, and the one that reads it. */
    private static int buffers(RelayStage stage, RelaySession.Position from, String target) throws SQLException {
        String[] snapshot = from.publishedTo().split(":", -1);
        Explained fresh = Explained.of(
                stage, RelaySession.statements().getFirst(), BYTES, 0, snapshot[1], PAGE, 0, new String[0], PAGE);
        Explained beginning =
                Explained.of(stage, RelayPages.BEGINNING, from.publishedTo(), 0, snapshot[1], 0, new String[0]);
        Explained page = Explained.of(
                stage, RelayPages.BACKLOG_ROWS, BYTES, 0, beginning(stage, from), from.publishedTo(), target, PAGE);
        return fresh.buffers() + beginning.buffers() + page.buffers();
    }

    private static long beginning(RelayStage stage, RelaySession.Position from) throws SQLException {
        try (Connection connection = stage.rows().open()) {
            connection.createStatement().execute("set role cpq_platform");
            return new RelayPages(connection, 0).beginning(from);
        }
    }

    /** A row that was open when the page before it was published lies far before it, and comes first, with a mark or without. */
    @Test
    @Tag("OUT-02")
    void beginsWithWhatWasOpenWhereNoMarkWasMade() throws SQLException {
        try (RelayStage stage = RelayStage.fresh("relay_first_page", Map.of());
                RelaySession session = stage.session(0);
                Connection slow = stage.rows().open();
                Statement open = slow.createStatement()) {
            assertThat(session.tryLock()).isTrue();
            append(stage, 3);
            slow.setAutoCommit(false);
            open.execute(appending(1));
            append(stage, 10);
            RelaySession.Position published = publishAll(session, session.position(1));
            slow.commit();
            append(stage, 2 * PAGE);

            RelaySession.Page page = session.next(published, SIZE);

            assertThat(page.rows().getFirst().id()).isEqualTo(4);
            assertThat(page.rows()).hasSize(PAGE);
            assertThat(page.rows().get(1).id()).isEqualTo(15);
        }
    }

    /** A row that was open when the mark was made lies before it, and comes with the backlog all the same. */
    @Test
    @Tag("OUT-02")
    void skipsNothingThatWasOpenWhenTheMarkWasMade() throws SQLException {
        try (RelayStage stage = RelayStage.fresh("relay_first_page", Map.of());
                RelaySession session = stage.session(0);
                Connection slow = stage.rows().open();
                Statement open = slow.createStatement()) {
            assertThat(session.tryLock()).isTrue();
            slow.setAutoCommit(false);
            open.execute(appending(1));
            append(stage, 10);
            RelaySession.Position published = publishAll(session, session.position(1));
            stage.marks().mark(false);
            append(stage, 1);
            published = publishAll(session, published);
            stage.marks().mark(false);
            slow.commit();
            append(stage, 2 * PAGE);

            RelaySession.Page page = session.next(published, SIZE);

            assertThat(page.rows().getFirst().id()).isEqualTo(1);
            assertThat(page.rows()).hasSize(PAGE);
            assertThat(page.rows().get(1).id())
                    .as("behind what was published meanwhile")
                    .isEqualTo(13);
        }
    }

    private static RelaySession.Position publishAll(RelaySession session, RelaySession.Position from)
            throws SQLException {
        RelaySession.Position position = from;
        while (true) {
            RelaySession.Page page = session.next(position, new PageSize(1_000, BYTES));
            position = page.end();
            session.save(position, Map.of());
            if (!page.hasMoreBehind()) {
                return position;
            }
        }
    }

    private static void append(RelayStage stage, int rows) {
        stage.rows().execute(appending(rows));
    }

    private static String appending(int rows) {
        return """
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                    aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
                select 0, gen_random_uuid(), '%s', 'acme:process:' || row, 'ProcessEnded', 'cpq.workflow.ProcessEnded.v1',
                       'acme', 'process', 'p' || row, 1, now(), '{}' from generate_series(1, %d) row""".formatted(RelayStage.TOPIC, rows);
    }
}
