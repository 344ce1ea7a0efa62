package io.cpqoms.testkit.fuzz;

import io.cpqoms.testkit.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a database holds, as one number per table that changes with every row that comes, goes or changes. */
final class Fingerprint {

    private final Connection connection;
    private final String query;

    Fingerprint(Rows rows, Set<String> passedOver) {
        this.query = query(rows, passedOver);
        try {
            // One for the whole run: to open it takes longer than to read.
            this.connection = rows.open();
        } catch (SQLException e) {
            throw new IllegalStateException("the database can't be reached", e);
        }
    }

    Map<String, String> read() {
        Map<String, String> read = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(query)) {
            while (tables.next()) {
                read.put(tables.getString("name"), tables.getString("content"));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database can't be read: " + e.getMessage(), e);
        }
        return read;
    }

    /** The tables that differ. */
    static Set<String> differences(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> String.valueOf(before.get(name)).equals(String.valueOf(after.get(name))));
        return names;
    }

    /** Partitions are read as parts of their tables. */
    private static String query(Rows rows, Set<String> passedOver) {
        return rows
                .query("select relname as table_name from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relkind in ('r', 'p') and not relispartition order by 1")
                .stream()
                .map(row -> String.valueOf(row.get("table_name")))
                .filter(name -> !passedOver.contains(name))
                .map(name ->
                        "select '" + name + "' as name, count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)"
                                + "::numeric), 0) as content from \"" + name + "\" t")
                .collect(Collectors.joining(" union all "));
    }
}
