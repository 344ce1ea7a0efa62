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
import org.jspecify.annotations.Nullable;

/**
 * What a database holds, as one number per table that changes with every row that comes, goes or changes; and another one for the rows
 * of one tenant, where a table says whose its rows are.
 */
final class Fingerprint {

    private static final String THEIRS = " of another tenant";

    private final Connection connection;
    private final String query;

    /** @param foreignTenant whose rows are told apart */
    Fingerprint(Rows rows, Set<String> passedOver, String foreignTenant) {
        this.query = query(rows, passedOver, foreignTenant);
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
                String theirs = tables.getString("theirs");
                if (theirs != null) {
                    read.put(tables.getString("name") + THEIRS, theirs);
                }
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

    /** The tables whose rows of the other tenant differ. */
    static Set<String> foreignDifferences(Map<String, String> before, Map<String, String> after) {
        Set<String> names = differences(before, after);
        names.removeIf(name -> !name.endsWith(THEIRS));
        return names;
    }

    /** Partitions are read as parts of their tables. */
    private static String query(Rows rows, Set<String> passedOver, String foreignTenant) {
        return rows
                .query("select relname as table_name, (select attname from pg_attribute where attrelid = pg_class.oid"
                        + " and attname in ('tenant_id', 'tenant_id_') and not attisdropped) as tenant"
                        + " from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relkind in ('r', 'p') and not relispartition order by 1")
                .stream()
                .filter(row -> !passedOver.contains(String.valueOf(row.get("table_name"))))
                .map(row -> query(row, foreignTenant))
                .collect(Collectors.joining(" union all "));
    }

    private static String query(Map<String, @Nullable Object> table, String foreignTenant) {
        String sum = "coalesce(sum(hashtextextended(t::text, 0)::numeric)";
        Object tenant = table.get("tenant");
        String theirs = tenant == null
                ? "null"
                : sum + " filter (where " + tenant + " = '" + foreignTenant.replace("'", "''") + "'), 0)::text";
        return "select '" + table.get("table_name") + "' as name, count(*) || ':' || " + sum + ", 0) as content, "
                + theirs + " as theirs from \"" + table.get("table_name") + "\" t";
    }
}
