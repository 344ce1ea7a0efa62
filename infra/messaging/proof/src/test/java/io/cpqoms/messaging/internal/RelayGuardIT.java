package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would cost events their order is refused at the start, with the reason. */
@Tag("M22")
class RelayGuardIT {

    private static final String PARKED = """
            insert into outbox_parked (outbox_id, shard, message_id, topic, record_key, event_type, schema_id, tenant_id, aggregate_type,
                aggregate_id, aggregate_version, occurred_at, value, failure, behind)
            values (1, 0, gen_random_uuid(), 't', 'k', 'e', 's', 'acme', 'a', 'a', 1, now(), '{}', 'f', false)""";

    private RelayStage stage;

    @TempDir
    private Path directory;

    @BeforeEach
    void startWithAnEmptyOutbox() {
        stage = RelayStage.fresh("relay_guard", Map.of());
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void refusesAnotherNumberOfShardsWhileAnInstanceRuns() throws SQLException {
        try (RelaySession running = stage.session(0)) {
            running.tryLock();
            running.position(1);

            assertThatThrownBy(() -> stage.guard(2).check())
                    .hasMessageContaining("cpq.messaging.outbox.shards is 2 but instances that run now")
                    .hasMessageContaining("to 1 shards")
                    .hasMessageContaining("stop all instances first");
            assertThatCode(() -> stage.guard(1).check()).doesNotThrowAnyException();
        }
        assertThatCode(() -> stage.guard(2).check())
                .as("over an empty outbox, with nobody running")
                .doesNotThrowAnyException();
    }

    @Test
    void startsMoreInstancesAfterTheNumberWasLowered() throws SQLException {
        for (int shard = 0; shard < 2; shard++) {
            try (RelaySession former = stage.session(shard)) {
                former.tryLock();
                former.position(2);
            }
        }
        try (RelaySession running = stage.session(0)) {
            running.tryLock();
            running.position(1);
            stage.rows().execute(PARKED);

            assertThatCode(() -> stage.guard(1).check())
                    .as("with a row that is withheld in a shard that stays")
                    .doesNotThrowAnyException();
            assertThat(running.position(1).tick()).isZero();
        }
        assertThatThrownBy(() -> stage.guard(2).check())
                .hasMessageContaining("rows of the former 1 shards are not published yet");
    }

    @Test
    void refusesToStartOverEventsOfAShardThatIsNoMore() throws SQLException {
        for (int shard = 0; shard < 2; shard++) {
            try (RelaySession former = stage.session(shard)) {
                former.tryLock();
                former.position(2);
            }
        }
        try (RelaySession lowered = stage.session(0)) {
            lowered.tryLock();
            lowered.position(1);
        }
        stage.commit(List.of(UUID.randomUUID().toString()), 1, 1);
        stage.rows().execute("update outbox_message set shard = 1");

        assertThatThrownBy(() -> stage.guard(1).check())
                .hasMessageContaining("rows of the former 2 shards are not published yet");
    }

    @Test
    void asksForTheNumberOfShardsAlsoWhereNoRelayRuns() throws SQLException {
        try (RelaySession running = stage.session(0)) {
            running.tryLock();
            running.position(1);

            assertThatThrownBy(() -> stage.guard(2).checkShards()).hasMessageContaining("to 1 shards");
            assertThatCode(() -> stage.guard(1).checkShards()).doesNotThrowAnyException();
        }
    }

    @Test
    void waitsForADatabaseThatIsAwayAndForNothingElse() {
        assertThatCode(() -> stage.through("jdbc:postgresql://127.0.0.1:1/relay_guard")
                        .guard(1)
                        .check())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> stage.through(stage.address().url() + "_that_is_none")
                        .guard(1)
                        .check())
                .hasMessageContaining("could not be asked")
                .hasMessageContaining("3D000");
    }

    @Test
    void refusesAnotherNumberOfShardsWhileEventsWait() throws SQLException {
        try (RelaySession stopped = stage.session(0)) {
            stopped.tryLock();
            stopped.position(1);
        }
        stage.commit(List.of(UUID.randomUUID().toString()), 1, 1);

        assertThatThrownBy(() -> stage.guard(2).check())
                .hasMessageContaining("rows of the former 1 shards are not published yet");
    }

    @Test
    void refusesAPoolerThatLendsOneSessionToMany() throws Exception {
        assumeTrue(PgBouncer.isInstalled(), "PgBouncer is not installed");
        try (PgBouncer transactions = PgBouncer.start(directory.resolve("t"), "transaction", true, stage.address());
                PgBouncer strict = PgBouncer.start(directory.resolve("u"), "transaction", false, stage.address());
                PgBouncer sessions = PgBouncer.start(directory.resolve("s"), "session", true, stage.address())) {

            assertThatThrownBy(() -> stage.through(transactions.url()).guard(1).check())
                    .hasMessageContaining("connection pooler in transaction mode")
                    .hasMessageContaining("the address of PostgreSQL itself");
            occupyTogether(transactions.url(), 3);
            assertThatThrownBy(() -> stage.through(transactions.url()).guard(1).check())
                    .as("one that has several sessions to lend")
                    .hasMessageContaining("connection pooler in transaction mode");
            assertThatThrownBy(() -> stage.through(strict.url()).guard(1).check())
                    .as("one that does not even take the session's settings")
                    .hasMessageContaining("takes no session of the outbox relay");
            assertThatCode(() -> stage.through(sessions.url()).guard(1).check())
                    .as("one that leaves sessions alone")
                    .doesNotThrowAnyException();
        }
    }

    /** Afterwards the pooler has so many sessions with the server, and lends them in turn. */
    private void occupyTogether(String url, int sessions) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        for (int session = 0; session < sessions; session++) {
            Connection connection = DriverManager.getConnection(
                    url, stage.address().user(), stage.address().password());
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 1");
            }
            connections.add(connection);
        }
        for (Connection connection : connections) {
            connection.rollback();
            connection.close();
        }
    }
}
