package io.cpqoms.command.retention;

import io.cpqoms.command.database.AcrossTenants;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what its owners need no longer, a bounded number of rows in a transaction, and knows the tables that nobody answers for.
 * Of several instances one purges at a time; the lock goes with the transaction, so a crash leaves nothing behind.
 */
@AcrossTenants
@ApplicationScoped
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final String LOCK = "select pg_try_advisory_xact_lock(723019, 4)";
    private static final String TABLES = """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition""";

    private final List<TableRule> rules;
    private final DataSource dataSource;
    private final RetentionConfig config;

    Retention(@All List<TableOwner> owners, DataSource dataSource, RetentionConfig config) {
        this.rules = owners.stream().flatMap(owner -> owner.tables().stream()).toList();
        this.dataSource = dataSource;
        this.config = config;
    }

    /** What becomes of the rows of every table. */
    public List<TableRule> rules() {
        return rules;
    }

    /** Deletes what is due now; answers how many rows of which table went, where some did. */
    public Map<String, Long> purge() {
        Map<String, Long> gone = new LinkedHashMap<>();
        for (TableRule rule : rules) {
            if (rule instanceof TableRule.Purged purged) {
                try {
                    long rows = purge(purged);
                    if (rows > 0) {
                        gone.put(rule.table(), rows);
                        LOG.atInfo()
                                .addKeyValue("table", rule.table())
                                .addKeyValue("rows", rows)
                                .log("rows purged");
                    }
                } catch (RuntimeException failure) {
                    // One table that is locked or gone must not keep the others full; the next round tries it again.
                    LOG.atWarn()
                            .addKeyValue("table", rule.table())
                            .setCause(failure)
                            .log("rows could not be purged");
                }
            }
        }
        return gone;
    }

    /** The tables of this database without a rule, and the rules without a table; both are mistakes. */
    public List<String> findings() {
        TreeSet<String> tables = new TreeSet<>(tables());
        List<String> findings = new ArrayList<>();
        for (String table : tables) {
            long answers = rules.stream().filter(rule -> covers(rule, table)).count();
            if (answers != 1) {
                findings.add(table + (answers == 0 ? " has no rule" : " has " + answers + " rules"));
            }
        }
        rules.stream()
                .filter(rule -> tables.stream().noneMatch(table -> covers(rule, table)))
                .forEach(rule -> findings.add("there is no table " + rule.table()));
        return findings;
    }

    private long purge(TableRule.Purged rule) {
        long rows = 0;
        for (int batch = 0; batch < config.batches(); batch++) {
            int gone = QuarkusTransaction.requiringNew().call(() -> purgeSome(rule));
            rows += gone;
            if (gone < config.batch()) {
                break;
            }
        }
        return rows;
    }

    private int purgeSome(TableRule.Purged rule) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock = connection.prepareStatement(LOCK);
                ResultSet mine = lock.executeQuery()) {
            if (!mine.next() || !mine.getBoolean(1)) {
                return 0;
            }
            try (PreparedStatement delete = connection.prepareStatement(rule.sql())) {
                delete.setDouble(1, rule.retention().toSeconds());
                delete.setInt(2, config.batch());
                return delete.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Old rows of " + rule.table() + " could not be deleted", e);
        }
    }

    private List<String> tables() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(TABLES);
                ResultSet rows = query.executeQuery()) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("The tables could not be listed", e);
        }
    }

    private static boolean covers(TableRule rule, String table) {
        String name = rule.table();
        return name.endsWith("*") ? table.startsWith(name.substring(0, name.length() - 1)) : table.equals(name);
    }
}
