package io.cpqoms.workflow.engine;

import io.cpqoms.testkit.Rows;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The engine's tables that know tenants, as their owner sees them. */
record EngineTables(Rows rows) {

    private static final String TENANT = "tenant_id_";
    private static final Set<String> INSTANCE =
            Set.of("proc_inst_id_", "process_instance_id_", "root_proc_inst_id_", "task_id_");

    /** Where the engine gives no tenant to what belongs to an instance; only the platform sees it. */
    private static final Set<String> UNSIGNED = Set.of("act_ge_bytearray", "act_hi_dec_in", "act_hi_dec_out");

    Set<String> ofTenants() {
        return rows
                .query(
                        "select table_name from information_schema.columns"
                                + " where table_name like 'act\\_%' and column_name = ?",
                        TENANT)
                .stream()
                .map(row -> String.valueOf(row.get("table_name")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Puts a row of the tenant into each. */
    void fill(String tenant) {
        rows.execute("insert into act_id_tenant (id_, rev_) values (?, 1)", tenant);
        ofTenants().forEach(table -> {
            Map<String, String> needed = needed(table);
            needed.remove(TENANT);
            rows.execute("insert into %s (%s%s) values (%s'%s')"
                    .formatted(
                            table,
                            needed.keySet().stream().map(c -> c + ", ").collect(Collectors.joining()),
                            TENANT,
                            needed.values().stream().map(v -> v + ", ").collect(Collectors.joining()),
                            tenant));
        });
    }

    void empty(String tenant) {
        ofTenants().forEach(table -> rows.execute("delete from " + table + " where tenant_id_ = ?", tenant));
        rows.execute("delete from act_id_tenant where id_ = ?", tenant);
    }

    private Map<String, String> needed(String table) {
        return rows
                .query(
                        "select column_name, data_type from information_schema.columns"
                                + " where table_name = ? and is_nullable = 'NO' and column_default is null",
                        table)
                .stream()
                .collect(Collectors.toMap(
                        column -> String.valueOf(column.get("column_name")),
                        column -> switch (String.valueOf(column.get("data_type"))) {
                            case "character varying" -> "'walls'";
                            case "boolean" -> "false";
                            case "timestamp without time zone" -> "now()";
                            default -> "1";
                        }));
    }

    /** Tables with rows of an instance that do not say whose they are. */
    Set<String> strays() {
        return ofTenants().stream()
                .filter(table -> !UNSIGNED.contains(table))
                .filter(table -> instances(table).stream()
                        .anyMatch(instance ->
                                rows.number("select count(*) from %s where tenant_id_ is null and %s is not null"
                                                .formatted(table, instance))
                                        > 0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> withRowsOf(String tenant) {
        return ofTenants().stream()
                .filter(table -> rows.number("select count(*) from " + table + " where tenant_id_ = ?", tenant) > 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> instances(String table) {
        return rows.query("select column_name from information_schema.columns where table_name = ?", table).stream()
                .map(row -> String.valueOf(row.get("column_name")))
                .filter(INSTANCE::contains)
                .toList();
    }

    /** What the former release left: no walls, and rows that are nobody's. */
    void asBeforeThereWereWalls() {
        rows.execute("alter table act_ru_execution drop constraint act_ru_execution_of_tenant");
        rows.query("select polname, polrelid::regclass::text as rows from pg_policy").stream()
                .filter(policy -> ofTenants().contains(String.valueOf(policy.get("rows"))))
                .forEach(policy -> rows.execute("drop policy " + policy.get("polname") + " on " + policy.get("rows")));
        ofTenants().forEach(table -> {
            rows.execute("alter table " + table + " no force row level security, disable row level security");
            rows.execute("update " + table + " set tenant_id_ = null where tenant_id_ is not null");
        });
    }
}
