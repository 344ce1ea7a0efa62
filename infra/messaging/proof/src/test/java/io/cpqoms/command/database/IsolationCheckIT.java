package io.cpqoms.command.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TestServers;
import io.quarkus.runtime.StartupEvent;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A service that the database would not keep in bounds does not start, and says why. */
@Tag("SEC-01")
class IsolationCheckIT {

    private static final String DATABASE = "unwalled";

    private Map<String, String> address = Map.of();

    @BeforeEach
    void startWithATableOfTenants() {
        PostgresServer server = new PostgresServer();
        server.init(Map.of("database", DATABASE));
        address = server.start();
        PostgresServer.rows(DATABASE).execute("create table invoice (id int, tenant_id text)");
    }

    @Test
    void refusesATableThatNothingIsolates() {
        assertThatThrownBy(() -> check("CPQ_DATABASE_USER", "CPQ_DATABASE_PASSWORD"))
                .hasMessageContaining("table invoice has a tenant_id and no forced row-level security")
                .hasMessageContaining("cpq_isolate");
    }

    /** The engine's tables have names of their own for it. */
    @Test
    void refusesATableOfTheEngineThatNothingIsolates() {
        isolate();
        PostgresServer.rows(DATABASE).execute("create table act_ru_task (id_ text, tenant_id_ varchar(64))");

        assertThatThrownBy(() -> check("CPQ_DATABASE_USER", "CPQ_DATABASE_PASSWORD"))
                .hasMessageContaining("table act_ru_task has a tenant_id_ and no forced row-level security");
    }

    @Test
    void refusesATableWhoseOwnerWouldPass() {
        PostgresServer.rows(DATABASE).execute("alter table invoice enable row level security");

        assertThatThrownBy(() -> check("CPQ_DATABASE_USER", "CPQ_DATABASE_PASSWORD"))
                .hasMessageContaining("table invoice");
    }

    @Test
    void refusesTheOwnerAsTheService() {
        isolate();

        assertThatThrownBy(() -> check("CPQ_DATABASE_OWNER", "CPQ_DATABASE_OWNER_PASSWORD"))
                .hasMessageContaining("its role unwalled owns the tables or may act for their owner")
                .hasMessageContaining("prepare-a-database.md");
    }

    @Test
    void refusesAServiceThatIsThePlatformAllTheTime() {
        isolate();
        superuser("grant cpq_platform to unwalled_service with inherit true");
        try {
            assertThatThrownBy(() -> check("CPQ_DATABASE_USER", "CPQ_DATABASE_PASSWORD"))
                    .hasMessageContaining("has the rights of cpq_platform all the time");
        } finally {
            superuser("grant cpq_platform to unwalled_service with inherit false");
        }
    }

    @Test
    void refusesAServiceThatMayActForTheOwner() {
        isolate();
        superuser("grant unwalled to unwalled_service");
        try {
            assertThatThrownBy(() -> check("CPQ_DATABASE_USER", "CPQ_DATABASE_PASSWORD"))
                    .hasMessageContaining("may act for their owner");
        } finally {
            superuser("revoke unwalled from unwalled_service");
        }
    }

    @Test
    void startsWhereTheWallsHold() {
        isolate();

        assertThatCode(() -> check("CPQ_DATABASE_USER", "CPQ_DATABASE_PASSWORD"))
                .doesNotThrowAnyException();
    }

    private static void superuser(String statement) {
        TestServers servers = TestServers.ofThisJvm();
        new Rows(
                        servers.database().url("postgres"),
                        "postgres",
                        servers.secrets().databasePassword("postgres"))
                .execute(statement);
    }

    private static void isolate() {
        PostgresServer.rows(DATABASE).execute("alter table invoice enable row level security");
        PostgresServer.rows(DATABASE).execute("alter table invoice force row level security");
    }

    private void check(String user, String password) {
        PGSimpleDataSource login = new PGSimpleDataSource();
        login.setUrl(address.get("CPQ_DATABASE_URL"));
        login.setUser(address.get(user));
        login.setPassword(address.get(password));
        new IsolationCheck(login).check(new StartupEvent());
    }
}
