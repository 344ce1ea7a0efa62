package io.cpqoms.local.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/** Talks to PostgreSQL as its superuser: a database, its owner and its reader for each service, created idempotently. */
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

    private DatabaseSetup() {}

    public static boolean accepts(String url, String user, String password) {
        try (Connection connection = connect(url, user, password)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    public static void create(String url, String user, String password, Database database) throws SQLException {
        try (Connection connection = connect(url, user, password);
                Statement statement = connection.createStatement()) {
            role(connection, database.name(), database.password());
            role(connection, database.reader(), database.readerPassword());
            if (!exists(connection, "select 1 from pg_database where datname = ?", database.name())) {
                statement.execute("create database " + database.name() + " owner " + database.name());
                statement.execute("revoke all on database " + database.name() + " from public");
            }
            statement.execute("grant connect on database " + database.name() + " to " + database.reader());
        }
        grantReading(url.substring(0, url.lastIndexOf('/') + 1) + database.name(), user, password, database);
    }

    /** Lets the reader select whatever the owner has made and will make, and nothing else. */
    private static void grantReading(String databaseUrl, String user, String password, Database database)
            throws SQLException {
        try (Connection connection = connect(databaseUrl, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("grant usage on schema public to " + database.reader());
            statement.execute("grant select on all tables in schema public to " + database.reader());
            statement.execute("alter default privileges for role " + database.name()
                    + " in schema public grant select on tables to " + database.reader());
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
