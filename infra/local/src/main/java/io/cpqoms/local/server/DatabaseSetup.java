package io.cpqoms.local.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** Talks to a fresh PostgreSQL as its superuser: one role and one database for each service, created idempotently. */
public final class DatabaseSetup {
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
            boolean roleExists = exists(connection, "select 1 from pg_roles where rolname = ?", database.name());
            statement.execute((roleExists ? "alter" : "create") + " role " + database.name() + " login password '"
                    + database.password().replace("'", "''") + "'");
            if (!exists(connection, "select 1 from pg_database where datname = ?", database.name())) {
                statement.execute("create database " + database.name() + " owner " + database.name());
                statement.execute("revoke all on database " + database.name() + " from public");
            }
        }
    }

    public static void drop(String url, String user, String password, Database database) throws SQLException {
        try (Connection connection = connect(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database.name() + " with (force)");
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
