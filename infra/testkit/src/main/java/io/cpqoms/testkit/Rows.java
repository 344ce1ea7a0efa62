package io.cpqoms.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Reads and writes a database past the application, as its owner while it migrates: the rows of all tenants. Each call uses a
 * connection of its own.
 */
public final class Rows {
    private final String url;
    private final String user;
    private final String password;

    public Rows(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    /** Rows as column → value, in the order of the query. */
    public List<Map<String, @Nullable Object>> query(String sql, Object... parameters) {
        try (Connection connection = open();
                PreparedStatement statement = bind(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            ResultSetMetaData columns = rows.getMetaData();
            List<Map<String, @Nullable Object>> result = new ArrayList<>();
            while (rows.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    row.put(columns.getColumnLabel(column), rows.getObject(column));
                }
                result.add(row);
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** The single number that the query answers, such as {@code select count(*) …}. */
    public long number(String sql, Object... parameters) {
        Object value = query(sql, parameters).getFirst().values().iterator().next();
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException(sql + " answers no number but " + value);
    }

    /** Runs a statement that changes rows; returns how many. */
    public int execute(String sql, Object... parameters) {
        try (Connection connection = open();
                PreparedStatement statement = bind(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    /** A connection of the caller's own, for transactions and locks. */
    public Connection open() throws SQLException {
        return open(url, user, password, "-c cpq.migrating=on");
    }

    static Connection open(String url, String user, String password, String options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("options", options);
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL address: " + url);
        }
        return connection;
    }

    private static PreparedStatement bind(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
