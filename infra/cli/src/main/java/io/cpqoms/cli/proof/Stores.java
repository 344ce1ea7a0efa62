package io.cpqoms.cli.proof;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.local.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the services' own databases, each with the role that can only select: what they hold, not what they say. */
public final class Stores implements AutoCloseable {
    private final String address;
    private final Function<String, String> passwords;
    private final Map<Store, Connection> connections = new EnumMap<>(Store.class);

    /**
     * @param address host and port of PostgreSQL
     * @param passwords the password of a role
     */
    public Stores(String address, Function<String, String> passwords) {
        this.address = address;
        this.passwords = passwords;
    }

    public long count(Store store, String query, Object... arguments) {
        return one(store, query, row -> row.getLong(1), arguments);
    }

    /** The first column of the only row. */
    public <T> T one(Store store, String query, Column<T> column, Object... arguments) {
        List<T> values = all(store, query, column, arguments);
        if (values.size() != 1) {
            throw new CpqFailure("expected one row in " + store.database() + ", found " + values.size() + ": " + query);
        }
        return values.getFirst();
    }

    public synchronized <T> List<T> all(Store store, String query, Column<T> column, Object... arguments) {
        try (PreparedStatement statement = connection(store).prepareStatement(query)) {
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(column.read(rows));
                }
                return values;
            }
        } catch (SQLException e) {
            throw CpqFailure.environment(
                    "the database of " + store.database() + " can't be read: " + e.getMessage(), e);
        }
    }

    private Connection connection(Store store) throws SQLException {
        @Nullable Connection open = connections.get(store);
        if (open == null) {
            String role = Database.readerOf(store.database());
            String url = "jdbc:postgresql://" + address + "/" + store.database();
            open = DriverManager.getConnection(url, role, passwords.apply(role));
            open.setReadOnly(true);
            connections.put(store, open);
        }
        return open;
    }

    @Override
    public synchronized void close() {
        for (Connection connection : connections.values()) {
            try {
                connection.close();
            } catch (SQLException e) {
                // it was only read from; the server notices the closed socket
            }
        }
        connections.clear();
    }

    /** How one value is read from a row. */
    @FunctionalInterface
    public interface Column<T> {
        T read(ResultSet row) throws SQLException;
    }
}
