package io.cpqoms.testkit;

import io.cpqoms.local.server.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tries to reach a tenant's rows with SQL under the service's own login: for another tenant, for none, and from a partition's side. What
 * gets through is a finding; so is a table that is not isolated and that the test does not name as one for everybody.
 */
public final class TenantWalls {
    private static final String OTHER = "another-tenant";
    private static final String REFUSED = "42501";

    /** A constraint that stops a statement was asked after the wall had let it pass. */
    private static final String CONSTRAINT = "23";

    private static final String TABLES = """
            select relname, relrowsecurity and relforcerowsecurity as isolated, relispartition as part,
                   exists (select 1 from pg_policy where polrelid = pg_class.oid and polname = 'shared') as shared from pg_class
             where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1""";

    private final Set<String> forEverybody;
    private final Rows owner;
    private final List<String> findings = new ArrayList<>();
    private final Set<String> tried = new TreeSet<>();

    private TenantWalls(Rows owner, Set<String> forEverybody) {
        this.forEverybody = forEverybody;
        this.owner = owner;
    }

    /**
     * What was found.
     *
     * @param tried isolated tables with rows, so that somebody could have got through to them
     * @param findings what is wrong, one sentence each
     */
    public record Report(Set<String> tried, List<String> findings) {}

    /**
     * Tries every table of a database that a {@link PostgresServer} made.
     *
     * @param owner the database as its owner sees it
     * @param forEverybody the tables without a tenant, by name or by the beginning of it and {@code *}
     */
    public static Report of(Rows owner, String... forEverybody) {
        TenantWalls walls = new TenantWalls(owner, Set.of(forEverybody));
        walls.look();
        return new Report(walls.tried, List.copyOf(walls.findings));
    }

    private void look() {
        for (Map<String, @Nullable Object> table : owner.query(TABLES)) {
            String name = String.valueOf(table.get("relname"));
            if (Boolean.TRUE.equals(table.get("isolated"))) {
                String somebodys = Boolean.TRUE.equals(table.get("shared")) ? " where tenant_id_ is not null" : "";
                if (owner.number("select count(*) from " + name + somebodys) > 0) {
                    tried.add(name);
                    tryAll(name, somebodys);
                }
            } else if (forEverybody.stream().noneMatch(pattern -> covers(pattern, name))) {
                findings.add(name + " is not isolated");
            }
        }
    }

    /** Of a table that has rows for everybody to read, those count that are somebody's; to write they are nobody's. */
    private void tryAll(String table, String somebodys) {
        for (String tenant : List.of(OTHER, "")) {
            String who = tenant.isEmpty() ? "nobody" : "another tenant";
            report(reached(tenant, "select count(*) from " + table + somebodys), who + " sees rows of " + table);
            report(
                    reached(tenant, "with gone as (delete from " + table + " returning 1) select count(*) from gone"),
                    who + " deletes rows of " + table);
            report(written(tenant, table, somebodys), who + " writes rows into " + table);
        }
    }

    private void report(boolean through, String finding) {
        if (through) {
            findings.add(finding);
        }
    }

    /** Whether the question has an answer other than none; rolled back in any case. */
    private boolean reached(String tenant, String count) {
        try (Connection connection = open(tenant);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(count)) {
            row.next();
            return row.getLong(1) > 0;
        } catch (SQLException refused) {
            return gotThrough(refused, count);
        }
    }

    /** A copy of somebody's row, key and all: the policy is asked before the key. */
    private boolean written(String tenant, String table, String somebodys) {
        Object row = owner.query("select to_jsonb(t)::text as row from " + table + " t" + somebodys + " limit 1")
                .getFirst()
                .get("row");
        String insert =
                "insert into " + table + " overriding system value select copy.* from jsonb_populate_record(null::"
                        + table + ", ?::jsonb) copy";
        try (Connection connection = open(tenant);
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setObject(1, row);
            return statement.executeUpdate() > 0;
        } catch (SQLException refused) {
            return gotThrough(refused, insert);
        }
    }

    private static boolean gotThrough(SQLException failure, String sql) {
        if (REFUSED.equals(failure.getSQLState())) {
            return false;
        }
        if (failure.getSQLState() != null && failure.getSQLState().startsWith(CONSTRAINT)) {
            return true;
        }
        throw new IllegalStateException(sql + ": " + failure.getMessage(), failure);
    }

    private Connection open(String tenant) throws SQLException {
        String login = Database.serviceOf(owner.user());
        Connection connection = Rows.open(
                owner.url(),
                login,
                TestServers.ofThisJvm().secrets().databasePassword(login),
                "-c cpq.tenant=" + tenant);
        // Never committed; closing rolls back.
        connection.setAutoCommit(false);
        return connection;
    }

    private static boolean covers(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
