package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The SQL of the runbooks, as it stands there: it runs as whom it names, in its order, and does what the page says it does. */
@Tag("OPS-05")
@Tag("OPS-13")
class RunbookSqlIT {

    private static final String DATABASE = "runbook_sql";
    private static final String MOVED = "database-moved.md";
    private static final String REPLAY = "accidental-replay.md";
    private static final String OWNER = "as the owner of the service's database";

    /** A statement on a table that is told in passing, where nobody runs it. */
    private static final Pattern IN_PASSING =
            Pattern.compile("`[^`\n]*\\b(update \\w+ set|insert into|delete from|select [^`]* from) [^`\n]*`");

    @Test
    void blockIsRunByATestOfThis() throws IOException {
        assertThat(RunbookSql.counts()).isEqualTo(Map.of(MOVED, 3, REPLAY, 1));
        for (Path page : RunbookSql.pages()) {
            assertThat(RunbookSql.of(page))
                    .as("%s: as whom", page)
                    .allSatisfy(block -> assertThat(block.login()).isEqualTo(OWNER));
            assertThat(IN_PASSING.matcher(Files.readString(page)).find())
                    .as("%s has a statement outside of a block, which no test runs", page)
                    .isFalse();
        }
    }

    /** The database was put back to where it knew the first of three events. */
    @Test
    @Tag("OUT-09")
    void settlesWhatAMovedDatabaseHasForgottenAndStartsOver() throws Exception {
        try (RelayStage stage = RelayStage.fresh(DATABASE, Map.of());
                Connection session = asItsOwner(stage)) {
            String aggregate = UUID.randomUUID().toString();
            stage.commit(List.of(aggregate), 1, 3);
            stage.relay();
            stage.awaitPublished(List.of(aggregate), 3);
            stage.stopRelays();
            ForgottenRecords look = stage.forgottenRecords();
            look.tend();
            stage.rows().execute("delete from outbox_message where aggregate_version > 1");
            stage.rows().execute("update outbox_mark set database = database || '0'");
            look.tend();
            List<RunbookSql> blocks = RunbookSql.of(RunbookSql.PAGES.resolve(MOVED));

            List<Map<String, Object>> forgotten = blocks.getFirst().run(session, Map.of()).stream()
                    .filter(row -> String.valueOf(row.get("record_key")).endsWith(aggregate))
                    .toList();
            assertThat(forgotten)
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row)
                            .containsKeys("message_id", "event_type", "published_at", "aggregate_version"));

            for (Map<String, Object> row : forgotten) {
                String id = String.valueOf(row.get("message_id"));
                assertThat(blocks.get(1).run(session, Map.of("your-name", "anna", "message-id", id)))
                        .containsExactly(Map.of("changed", 1));
            }
            assertThat(stage.rows()
                            .query(
                                    "select settled_by, note from outbox_forgotten where record_key like '%' || ?"
                                            + " and settled_at is not null",
                                    aggregate))
                    .hasSize(2)
                    .containsOnly(Map.of("settled_by", "anna", "note", "entered again"));

            assertThat(blocks.getLast().run(session, Map.of())).containsExactly(Map.of("changed", 1));
            stage.relay();
            await("published again").until(() -> stage.published(aggregate).size() == 4);
        }
    }

    @Test
    @Tag("INC-16")
    void setsAGroupForwardInItsDatabase() throws Exception {
        try (RelayStage stage = RelayStage.fresh(DATABASE, Map.of());
                Connection session = asItsOwner(stage)) {
            InboxPositions positions = new InboxPositions(stage.dataSource());
            positions.save(new Reached("local.skipping", "", Map.of(2, 10L, 3, 10L)));

            RunbookSql.of(RunbookSql.PAGES.resolve(REPLAY))
                    .getFirst()
                    .run(session, Map.of("group", "local.skipping", "partition", "3", "offset", "17"));

            assertThat(positions.of("local.skipping", List.of(2, 3))).isEqualTo(Map.of(2, 10L, 3, 17L));
        }
    }

    /** As an operator is connected: with none of the settings that tests have. */
    private static Connection asItsOwner(RelayStage stage) throws SQLException {
        RelayStage.Address address = stage.address();
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }
}
