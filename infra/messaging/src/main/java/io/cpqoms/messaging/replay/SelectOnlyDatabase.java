package io.cpqoms.messaging.replay;

import io.cpqoms.command.Problem;
import io.cpqoms.messaging.FatalFailure;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.internal.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The database as a validating handler sees it: a login of its own, to which PostgreSQL grants select and nothing else. The
 * service's own datasource is switched to read-only around the handler as well, in case it knows more beans than it should.
 */
@ApplicationScoped
class SelectOnlyDatabase {

    private static final String READ_ONLY = "25006";

    /** What the role may do beyond reading: each row a reason not to use it. */
    private static final String RIGHTS = """
            select 'is a superuser or may bypass row security' from pg_roles
             where rolname = current_user and (rolsuper or rolbypassrls)
            union all
            select 'may create in schema ' || nspname from pg_namespace
             where nspname not like 'pg\\_%' and nspname <> 'information_schema'
               and has_schema_privilege(oid, 'create')
            union all
            (select 'may write to ' || c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
               and has_table_privilege(c.oid, 'insert, update, delete, truncate')
             order by 1 limit 3)""";

    private final DataSource dataSource;
    private final TransactionManager transactions;
    private final MessagingConfig.Replay config;
    private final String url;

    SelectOnlyDatabase(
            DataSource dataSource,
            TransactionManager transactions,
            MessagingConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.config = config.replay();
        this.url = url;
    }

    /**
     * A connection that cannot write.
     *
     * @throws io.cpqoms.command.ProblemException when there is no such role, or it may do more than select
     */
    Connection connect() {
        Optional<String> user = config.readerUsername();
        if (user.isEmpty()) {
            throw refused("no role is configured; set cpq.messaging.replay.reader-username and reader-password");
        }
        Properties login = new Properties();
        login.setProperty("user", user.get());
        login.setProperty("password", config.readerPassword().orElse(""));
        login.setProperty("ApplicationName", "validating replay");
        login.setProperty("connectTimeout", "5");
        login.setProperty("logServerErrorDetail", "false");
        login.setProperty("socketTimeout", "60");
        try {
            Connection connection = DriverManager.getConnection(url, login);
            requireSelectOnly(connection, user.get());
            return connection;
        } catch (SQLException e) {
            throw new DatabaseFailure("The role " + user.get() + " of validating replays can't connect", e);
        }
    }

    private static void requireSelectOnly(Connection connection, String user) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet right = statement.executeQuery(RIGHTS)) {
            if (right.next()) {
                String reason = "role " + user + " " + right.getString(1);
                connection.close();
                throw refused(reason);
            }
        }
    }

    private static io.cpqoms.command.ProblemException refused(String reason) {
        return Problem.conflict(
                        "no-select-only-role",
                        "No select-only role",
                        "A validating replay needs a database role that can only select: " + reason + ".")
                .asException();
    }

    /** Work that reads. */
    @FunctionalInterface
    interface Reading {
        List<String> read() throws SQLException;
    }

    /** Runs the work inside a transaction of the service's datasource that is read-only and always rolled back. */
    List<String> withoutWrites(Reading work) throws SQLException {
        try {
            transactions.begin();
            try {
                try (Connection connection = dataSource.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("set transaction read only");
                }
                return work.read();
            } catch (SQLException | RuntimeException e) {
                refusedWrite(e).ifPresent(refusal -> {
                    throw new FatalFailure("The handler tried to write while it validated: " + refusal, e);
                });
                throw e;
            } finally {
                transactions.rollback();
            }
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException("The transaction manager refuses", e);
        }
    }

    /**
     * What the server said to a write, without the row. Elsewhere this state means a standby that will be replaced; a
     * validating handler that writes does so again at every attempt.
     */
    private static Optional<String> refusedWrite(Throwable failure) {
        @Nullable String refusal = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && READ_ONLY.equals(sql.getSQLState())) {
                refusal = sql.getMessage();
            }
        }
        return Optional.ofNullable(refusal);
    }
}
