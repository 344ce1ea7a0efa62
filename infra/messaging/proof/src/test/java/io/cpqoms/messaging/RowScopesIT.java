package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.cpqoms.command.database.RowScopes;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.values.TenantId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whose rows a connection sees is said anew whenever it leaves the pool, and what says nothing sees none. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@Tag("SEC-01")
class RowScopesIT {

    private static final String COUNT = "select count(*) from command_record where operation = '%s'";

    private final String operation = UUID.randomUUID().toString();
    private final TenantId acme = new TenantId("acme");
    private final TenantId zeta = new TenantId("zeta");

    @Inject
    AgroalDataSource pool;

    @Inject
    RowScopes scopes;

    @BeforeEach
    void oneRowEach() {
        for (TenantId tenant : new TenantId[] {acme, zeta}) {
            PostgresServer.rows("workflow")
                    .execute(
                            "insert into command_record (tenant_id, operation, idempotency_key, body_hash, status, headers, body)"
                                    + " values (?, ?, 'k', '', 200, '{}', '')",
                            tenant.value(),
                            operation);
        }
    }

    @Test
    void aTenantSeesItsOwnRowsAndThePlatformAll() throws SQLException {
        assertThat(scopes.ofTenant(acme, this::count)).isEqualTo(1);
        assertThat(scopes.acrossTenants(this::count)).isEqualTo(2);
    }

    @Test
    void theSameHoldsInATransaction() {
        assertThat(scopes.<Long, RuntimeException>ofTenant(acme, this::countInTransaction))
                .isEqualTo(1);
        assertThat(scopes.<Long, RuntimeException>acrossTenants(this::countInTransaction))
                .isEqualTo(2);
    }

    @Test
    void whoSaysNothingIsRefusedWithTheRemedy() {
        assertThatThrownBy(this::count)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no tenant is set")
                .hasMessageContaining("@AcrossTenants");
        assertThatThrownBy(this::countInTransaction).hasRootCauseInstanceOf(SQLException.class);
    }

    /** The pool has few connections, so that in so many turns one of them serves everybody. */
    @Test
    void nothingIsLeftOnAConnectionForTheNext() throws SQLException {
        Set<Long> ofThePlatform = new HashSet<>();
        Set<Long> ofNobody = new HashSet<>();
        for (int turn = 0; turn < 50; turn++) {
            ofThePlatform.add(scopes.acrossTenants(this::backend));
            assertThat(scopes.ofTenant(zeta, this::count)).isEqualTo(1);
            assertThatThrownBy(this::count).hasMessageContaining("no tenant is set");
            assertThat(scopes.<Long, RuntimeException>acrossTenants(this::countInTransaction))
                    .isEqualTo(2);
            assertThatThrownBy(this::count).hasMessageContaining("no tenant is set");
            ofNobody.add(backend());
        }
        assertThat(ofNobody).containsAnyElementsOf(ofThePlatform);
    }

    @Test
    void whatIsCalledInsideATransactionCannotWidenIt() {
        long seen = scopes.<Long, RuntimeException>ofTenant(
                acme,
                () -> QuarkusTransaction.requiringNew().call(() -> {
                    count();
                    return scopes.acrossTenants(this::count);
                }));

        assertThat(seen).isEqualTo(1);
    }

    @Test
    void aRowOfAnotherTenantIsNeitherWrittenNorTaken() {
        String insert =
                "insert into command_record (tenant_id, operation, idempotency_key, body_hash, status, headers, body)"
                        + " values ('zeta', '" + operation + "', 'other', '', 200, '{}', '')";
        String take = "update command_record set tenant_id = 'zeta' where operation = '" + operation + "'";

        for (String statement : new String[] {insert, take}) {
            assertThatThrownBy(() -> scopes.ofTenant(acme, () -> execute(statement)))
                    .hasMessageContaining("row-level security");
        }
    }

    private long count() throws SQLException {
        return number(COUNT.formatted(operation));
    }

    private long countInTransaction() {
        return QuarkusTransaction.requiringNew().call(this::count);
    }

    private long backend() throws SQLException {
        return number("select pg_backend_pid()");
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private int execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
