package io.cpqoms.local.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Talks to PostgreSQL as its superuser: a database and its logins for each service, created idempotently. infra/compose/postgres and
 * docs/how-to/prepare-a-database.md say the same in SQL.
 */
public final class DatabaseSetup {
    /**
     * What a role's sessions may take, for whoever sets no limit of its own; the last can be set by a superuser only. As in
     * infra/compose/postgres/10-databases.sh.
     */
    private static final Map<String, String> LIMITS = Map.of(
            "statement_timeout", "5min",
            "lock_timeout", "30s",
            "idle_in_transaction_session_timeout", "2min",
            "temp_file_limit", "1GB");

    /** What policies and rights are given to; nobody logs in as them, and they own nothing. */
    private static final List<String> GROUPS = List.of("cpq_service", "cpq_platform", "cpq_reader");

    /** A service is one of its group at all times, and the platform only when it says so; its owner may say so too. */
    private static final List<String> MEMBERSHIPS = List.of(
            "grant cpq_service to %1$s_service",
            "grant cpq_platform to %1$s_service, %1$s with inherit false, set true", "grant cpq_reader to %1$s_reader");

    private static final List<String> RIGHTS = List.of(
            "select, insert, update, delete on tables > cpq_service, cpq_platform",
            "usage on sequences > cpq_service, cpq_platform",
            "select on tables > cpq_reader");

    private DatabaseSetup() {}

    public static boolean accepts(String url, String user, String password) {
        try (Connection connection = connect(url, user, password)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Creates the database with its logins, or gives those that are there their passwords and rights. */
    public static void create(String url, String user, String password, Database database) throws SQLException {
        try (Connection connection = connect(url, user, password);
                Statement statement = connection.createStatement()) {
            // Roles belong to the whole server: two that create databases at the same time would both create the
            // groups.
            statement.execute("select pg_advisory_lock(723019, 9)");
            for (String group : GROUPS) {
                if (!exists(connection, "select 1 from pg_roles where rolname = ?", group)) {
                    statement.execute("create role " + group);
                }
            }
            role(connection, database.name(), database.logins().owner());
            role(connection, database.service(), database.logins().service());
            role(connection, database.reader(), database.logins().reader());
            for (String membership : MEMBERSHIPS) {
                statement.execute(membership.formatted(database.name()));
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", database.name())) {
                statement.execute("create database " + database.name() + " owner " + database.name());
                statement.execute("revoke all on database " + database.name() + " from public");
            }
            statement.execute("grant connect on database " + database.name() + " to " + database.service() + ", "
                    + database.reader());
        }
        grant(url.substring(0, url.lastIndexOf('/') + 1) + database.name(), user, password, database);
    }

    /** What the groups may do with everything that the owner has made and will make. */
    private static void grant(String databaseUrl, String user, String password, Database database) throws SQLException {
        try (Connection connection = connect(databaseUrl, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("grant usage on schema public to " + String.join(", ", GROUPS));
            for (String right : RIGHTS) {
                String[] whatAndWhom = right.split(" > ");
                String kind = whatAndWhom[0].substring(whatAndWhom[0].lastIndexOf(' ') + 1);
                statement.execute(
                        "grant " + whatAndWhom[0].replace(" on " + kind, " on all " + kind + " in schema public")
                                + " to " + whatAndWhom[1]);
                statement.execute("alter default privileges for role " + database.name() + " in schema public grant "
                        + whatAndWhom[0] + " to " + whatAndWhom[1]);
            }
        }
    }

    private static void role(Connection connection, String name, String password) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean exists = exists(connection, "select 1 from pg_roles where rolname = ?", name);
            statement.execute((exists ? "alter" : "create") + " role " + name + " login password '"
                    + password.replace("'", "''") + "'");
            for (Map.Entry<String, String> limit : LIMITS.entrySet()) {
                statement.execute("alter role " + name + " set " + limit.getKey() + " = '" + limit.getValue() + "'");
            }
        }
    }

    public static void drop(String url, String user, String password, String database) throws SQLException {
        try (Connection connection = connect(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database + " with (force)");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Asks the driver itself: inside a Quarkus test the DriverManager belongs to another class loader. */
    private static Connection connect(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", "5");
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL address: " + url);
        }
        return connection;
    }
}
