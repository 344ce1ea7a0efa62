package io.cpqoms.bench;

import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.process.Tool;
import io.cpqoms.local.server.Database;
import io.cpqoms.local.server.Distributions;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackListener;
import io.cpqoms.local.stack.StackOptions;
import io.cpqoms.local.stack.StackPort;
import io.cpqoms.local.stack.StackPorts;
import io.cpqoms.testkit.Guardian;
import io.cpqoms.testkit.RegistryTopics;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** The services that are measured, as {@code cpq up} runs them, on free ports; they end with this JVM, however that ends. */
final class QuoteStack implements AutoCloseable {

    static final String TENANT = "bench";
    private static final String DATABASE = "quote";
    private static final String CROWD = """
            insert into quote select (jsonb_populate_record(template, jsonb_build_object('quote_id', gen_random_uuid(),
                   'tenant_id', 'tenant-' || n %% 100, 'created_by', 'somebody-else'))).*
              from (select quote as template from quote where tenant_id = 'bench' limit 1) one, generate_series(1, %d) n""";

    private static final String UNPUBLISHED = """
            select count(*) from outbox_stand relay join outbox_message message on message.shard = relay.shard
             where not pg_visible_in_snapshot(message.xid, relay.published_to)""";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LocalStack stack;

    /** What commands have left so far. */
    record Written(long events, long commands) {
        Written since(Written before) {
            return new Written(events - before.events, commands - before.commands);
        }
    }

    private QuoteStack(LocalStack stack) {
        this.stack = stack;
    }

    static QuoteStack start() {
        Path home = Path.of(
                        "target",
                        "command-bench",
                        Long.toString(ProcessHandle.current().pid()))
                .toAbsolutePath();
        Guardian.watchOver(new RunDirectory(home));
        LocalStack stack = new LocalStack(StackOptions.of(Distributions.find().root())
                .withHome(home)
                .withPorts(StackPorts.free())
                .withOnly(Set.of("postgres", "kafka", "quote-service", "order-service")));
        stack.up(RegistryTopics::create, StackListener.SILENT);
        return new QuoteStack(stack);
    }

    URI address(StackPort port) {
        return stack.ports().http(port);
    }

    String token() {
        return stack.tokens().user("bench", TENANT, Set.of("sales", "catalog-admin"));
    }

    String databaseAddress() {
        return address(DATABASE);
    }

    /** Whom row-level security holds for. */
    String serviceLogin() {
        return Database.serviceOf(DATABASE);
    }

    String servicePassword() {
        return stack.secrets().databasePassword(serviceLogin());
    }

    private String address(String database) {
        return "jdbc:postgresql://127.0.0.1:" + stack.ports().of(StackPort.POSTGRES) + "/" + database;
    }

    /** Past row-level security, as while it migrates. */
    Connection connectAsOwner(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", database);
        login.setProperty("password", stack.secrets().databasePassword(database));
        login.setProperty("options", "-c cpq.migrating=on");
        return DriverManager.getConnection(address(database), login);
    }

    /** Copies a quote to a hundred other tenants: policies are asked about rows that are there. */
    int crowd(int quotes) throws SQLException {
        try (Connection owner = connectAsOwner(DATABASE);
                Statement statement = owner.createStatement()) {
            int rows = statement.executeUpdate(CROWD.formatted(quotes));
            statement.execute("analyze quote");
            return rows;
        }
    }

    /** Puts row-level security on or off for every table that has it. */
    void walls(boolean up) throws SQLException {
        try (Connection owner = connectAsOwner(DATABASE);
                Statement statement = owner.createStatement()) {
            for (String table : isolated(statement)) {
                statement.execute("alter table " + table + (up ? " enable" : " disable") + " row level security");
            }
        }
    }

    /** Those that are forced stay so while it is off. */
    private static List<String> isolated(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "select oid::regclass::text from pg_class where relforcerowsecurity and relkind in ('r', 'p')")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    void collectGarbage(StackPort service) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        stack.status().stream()
                .filter(member -> member.address().equals(address(service).toString()))
                .forEach(member -> Tool.succeeds(jcmd, Long.toString(member.pid()), "GC.run"));
    }

    /** Until everything committed is on Kafka: the next measurement shares the machine with nothing of this one. */
    void awaitPublished() throws SQLException, InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        try (Connection owner = connectAsOwner(DATABASE);
                Statement statement = owner.createStatement()) {
            while (number(statement, UNPUBLISHED) > 0) {
                if (System.nanoTime() > patience) {
                    throw new IllegalStateException(
                            "events are still not published after " + PATIENCE.toSeconds() + " s");
                }
                Thread.sleep(50);
            }
        }
    }

    Written written() throws SQLException {
        try (Connection owner = connectAsOwner(DATABASE);
                Statement statement = owner.createStatement()) {
            return new Written(
                    number(statement, "select count(*) from outbox_message"),
                    number(statement, "select count(*) from command_record"));
        }
    }

    static long number(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        stack.reset(true, StackListener.SILENT);
    }
}
