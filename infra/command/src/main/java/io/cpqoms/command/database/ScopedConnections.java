package io.cpqoms.command.database;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the database with the first statement on every connection that leaves the pool whose rows it is about: by a role for those of
 * all tenants, by the setting {@code cpq.tenant} for those of one.
 *
 * <p>In a transaction both end with it. A lone statement has no transaction to end with: there they stay until the connection leaves the
 * pool again, and are overwritten then, before anybody can use it.
 */
@Singleton
@Unremovable
class ScopedConnections implements AgroalPoolInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(ScopedConnections.class);

    /** Owns no table, and has a policy that lets it pass on each. */
    private static final String PLATFORM_ROLE = "cpq_platform";

    /** The role that the service has logged in as. */
    private static final String OWN_ROLE = "none";

    private static final String STATE = "select set_config('role', ?, ?), set_config('cpq.tenant', ?, ?)";

    private final RowScopes scopes;

    ScopedConnections(RowScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        RowScope scope = scopes.current();
        try {
            switch (scope) {
                case RowScope.Nobody() -> state(connection, OWN_ROLE, "");
                case RowScope.OneTenant(var tenant) -> state(connection, OWN_ROLE, tenant.value());
                case RowScope.AllTenants() -> state(connection, PLATFORM_ROLE, "");
            }
        } catch (SQLException failure) {
            LOG.atWarn()
                    .addKeyValue("scope", scope)
                    .setCause(failure)
                    .log("connection given up, its scope could not be set");
            giveUp(connection);
        }
    }

    private static void state(Connection connection, String role, String tenant) throws SQLException {
        boolean inTransaction = !connection.getAutoCommit();
        try (PreparedStatement statement = connection.prepareStatement(STATE)) {
            statement.setString(1, role);
            statement.setBoolean(2, inTransaction);
            statement.setString(3, tenant);
            statement.setBoolean(4, inTransaction);
            statement.execute();
        }
    }

    /** The pool must not take it back here, for a transaction may hold it by now; whoever has asked for it finds it closed. */
    private static void giveUp(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException closed) {
            LOG.atDebug().setCause(closed).log("connection is closed already");
        }
    }
}
