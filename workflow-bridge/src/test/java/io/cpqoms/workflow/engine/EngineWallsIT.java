package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.command.database.RowScopes;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TenantWalls;
import io.cpqoms.values.TenantId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The walls between tenants in the engine's own tables, with all the history that an engine can be told to keep. */
@AcrossTenants
@QuarkusTest
@ServerTest
@TestProfile(EngineWallsIT.FullHistory.class)
@Tag("SEC-01")
class EngineWallsIT {

    private static final Map<String, Object> APPROVE = Map.of("decision", "approve", "reason", "Good customer.");

    private final Rows rows = ProcessDriver.rows();
    private final EngineTables tables = new EngineTables(rows);
    private final TenantId own = tenant();
    private final TenantId other = tenant();

    @Inject
    ProcessDriver driver;

    @Inject
    UserTasks tasks;

    @Inject
    RowScopes scopes;

    @Inject
    DataSource dataSource;

    /** Nothing moves by itself, and everything is written down. */
    public static final class FullHistory implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cpq.engine.history-level", "full",
                    "cpq.engine.worker.enabled", "false",
                    "cpq.engine.job-executor", "false");
        }
    }

    @Test
    void noTenantGetsThroughToAnothersRows() {
        tables.fill(own.value());
        try {
            TenantWalls.Report walls = TenantWalls.of(
                    rows,
                    "flyway_schema_history",
                    "cpq_messaging_history",
                    "cursor_key",
                    "act_ge_property",
                    "act_ge_schema_log",
                    "act_ru_authorization",
                    "act_ru_filter",
                    "act_ru_meter_log",
                    "act_ru_task_meter_log",
                    "act_id_user",
                    "act_id_group",
                    "act_id_membership",
                    "act_id_info",
                    "act_id_tenant");

            assertThat(walls.findings()).isEmpty();
            assertThat(walls.tried()).containsAll(tables.ofTenants()).hasSizeGreaterThan(30);
        } finally {
            tables.empty(own.value());
        }
    }

    @Test
    void everyRowOfAnInstanceSaysWhoseItIs() {
        String quote = driver.submitted(own.value(), "manager");
        approve(own, openTask(own, quote));
        settle(quote);

        assertThat(driver.outcome(quote)).isEqualTo("approved");
        assertThat(tables.strays()).isEmpty();
        assertThat(tables.withRowsOf(own.value()))
                .contains(
                        "act_hi_procinst",
                        "act_hi_taskinst",
                        "act_hi_varinst",
                        "act_hi_detail",
                        "act_hi_op_log",
                        "act_hi_identitylink",
                        "act_hi_ext_task_log");
    }

    /** As if the bridge had forgotten its own condition. */
    @Test
    void aQueryForAllTasksFindsThoseOfTheTenant() {
        String mine = driver.submitted(own.value(), "manager");
        String others = driver.submitted(other.value(), "manager");
        OpenTask othersTask = openTask(other, others);

        List<OpenTask> found = scopes.ofTenant(own, () -> tasks.page("%", "%", Optional.empty(), 100));

        assertThat(found).extracting(OpenTask::businessKey).containsExactly(mine);
        assertThat(scopes.<Optional<OpenTask>, RuntimeException>ofTenant(own, () -> tasks.find(othersTask.id())))
                .isEmpty();
        assertThatThrownBy(() -> approve(own, othersTask)).isInstanceOf(EngineConflict.class);
    }

    @Test
    void whatTheEngineLeavesWithoutATenantOnlyThePlatformSees() {
        String id = UUID.randomUUID().toString();
        rows.execute("insert into act_ge_bytearray (id_, rev_, name_, bytes_) values (?, 1, 'a stack trace', '')", id);

        assertThat(largeValues(id)).isOne();
        assertThat(scopes.<Long, RuntimeException>ofTenant(own, () -> largeValues(id)))
                .isZero();
    }

    @Test
    void nothingRunsThatIsNobodys() {
        assertThatThrownBy(() ->
                        rows.execute("insert into act_ru_execution (id_, suspension_state_) values ('nobody', 1)"))
                .hasMessageContaining("act_ru_execution_of_tenant");
    }

    /** The engine's own question, which is asked before the database's. */
    @Test
    void theEngineRefusesWhoIsOfAnotherTenant() {
        String others = driver.submitted(other.value(), "manager");
        OpenTask task = openTask(other, others);

        assertThatThrownBy(() -> scopes.ofTenant(other, () -> complete(own, task)))
                .hasMessageContaining("belongs to no authenticated tenant");
    }

    @Test
    void whatRanBeforeThereWereWallsGoesOnBehindThem() throws Exception {
        String running = driver.submitted(own.value(), "manager");
        String ended = driver.submitted(own.value(), "manager");
        approve(own, openTask(own, ended));
        settle(ended);
        tables.asBeforeThereWereWalls();
        assertThat(tables.strays())
                .contains("act_ru_execution", "act_ru_task", "act_ru_identitylink", "act_hi_procinst");

        migrate();

        assertThat(tables.strays()).isEmpty();
        assertThat(scopes.ofTenant(other, () -> tasks.page("%", "%", Optional.empty(), 100)))
                .isEmpty();
        approve(own, openTask(own, running));
        settle(running);
        assertThat(driver.outcome(running)).isEqualTo("approved");
        assertThat(tables.strays()).isEmpty();
    }

    private OpenTask openTask(TenantId tenant, String quote) {
        return scopes.<List<OpenTask>, RuntimeException>ofTenant(
                        tenant, () -> tasks.page(quote, quote, Optional.empty(), 1))
                .getFirst();
    }

    /** What a request does, in its caller's scope. */
    private void approve(TenantId tenant, OpenTask task) {
        scopes.ofTenant(tenant, () -> complete(tenant, task));
    }

    private boolean complete(TenantId tenant, OpenTask task) {
        QuarkusTransaction.requiringNew().run(() -> tasks.complete(tenant, task.id(), "mia", APPROVE));
        return true;
    }

    private void settle(String quote) {
        driver.goOn(quote);
        driver.complete(driver.take(quote, "approve-quote"));
    }

    private void migrate() throws SQLException, IOException {
        try (InputStream script = EngineWallsIT.class.getResourceAsStream("/db/migration/V2_4__engine_tenants.sql");
                Connection owner = rows.open();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
            owner.commit();
        }
    }

    private long largeValues(String id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count =
                        connection.prepareStatement("select count(*) from act_ge_bytearray where id_ = ?")) {
            count.setString(1, id);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TenantId tenant() {
        return new TenantId("t-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
