package io.cpqoms.bench;

import io.cpqoms.local.server.Database;
import io.cpqoms.testkit.EmbeddedServers;
import io.cpqoms.testkit.KafkaBroker;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/** The servers of a benchmark, which end with its JVM: PostgreSQL with durable commits, Kafka with the registry's topics. */
final class Stage {

    static final String TOPIC = "cpq.workflow.events.v1";
    static final String DATABASE = "bench";
    private static final int TRANSACTION = 500;
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final EmbeddedServers servers = EmbeddedServers.ofThisJvm();

    /** @throws IllegalStateException when commits are not durable or everything is traced: every figure would be another's */
    Stage() throws SQLException {
        if (Logger.getLogger("org.postgresql").isLoggable(Level.FINE)) {
            throw new IllegalStateException("Every library formats its trace messages;"
                    + " start with -Djava.util.logging.manager=java.util.logging.LogManager");
        }
        new KafkaBroker().start();
        servers.postgres();
        for (String setting : DURABILITY) {
            if (!show(setting).equals("on")) {
                throw new IllegalStateException("PostgreSQL runs with " + setting + " " + show(setting)
                        + "; a benchmark needs it on: leave -Dcpq.testkit.durable=false away");
            }
        }
    }

    /** For the head of the report. */
    String servers() throws SQLException {
        String durability = DURABILITY.stream().map(setting -> setting + " on").collect(Collectors.joining(", "));
        return "PostgreSQL " + show("server_version") + " (" + durability + ", wal_level " + show("wal_level")
                + ") and Kafka on the same machine";
    }

    private String show(String setting) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(servers.postgres().address(), "postgres", superuserPassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    String kafka() {
        return servers.kafka().address();
    }

    int postgresPort() {
        return URI.create(url().substring("jdbc:".length())).getPort();
    }

    private String url() {
        return servers.postgres().url(DATABASE);
    }

    String superuserPassword() {
        return servers.secrets().databasePassword("postgres");
    }

    /** An empty database with the library's tables, the events' values and business tables of a thousand rows. */
    void reset() throws SQLException {
        servers.postgres().drop(DATABASE);
        String password = servers.secrets().databasePassword(DATABASE);
        servers.postgres().create(new Database(DATABASE, new Database.Logins(password, password, password)));
        Flyway.configure()
                .dataSource(url(), DATABASE, password)
                .locations("classpath:db/messaging")
                .load()
                .migrate();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table account (id int primary key, balance bigint not null) with (fillfactor = 50)");
            statement.execute(
                    "insert into account select i, 0 from generate_series(0, " + (BusinessWrite.ROWS - 1) + ") i");
            statement.execute("create table bench_value (n int primary key, value text not null)");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into bench_value select ordinality - 1, value"
                            + " from unnest(?::text[]) with ordinality as row (value)")) {
                insert.setArray(1, connection.createArrayOf("text", Events.all().toArray()));
                insert.executeUpdate();
            }
            statement.execute("create table aggregate (id int primary key, version bigint not null,"
                    + " document jsonb not null) with (fillfactor = 50)");
            statement.execute("insert into aggregate select n, 1, value::jsonb from bench_value");
            statement.execute("create table bare_message (like outbox_message including defaults)");
            statement.execute("analyze");
        }
    }

    /** A session of the tables' owner, which row-level security lets pass as it does while it migrates. */
    Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", DATABASE);
        login.setProperty("password", servers.secrets().databasePassword(DATABASE));
        login.setProperty("options", "-c cpq.migrating=on");
        return DriverManager.getConnection(url(), login);
    }

    /** Settings for a relay of the library. */
    Map<String, String> settings(int shards) {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                url(),
                "quarkus.datasource.username",
                DATABASE,
                "quarkus.datasource.password",
                servers.secrets().databasePassword(DATABASE),
                "cpq.messaging.outbox.shards",
                Integer.toString(shards));
    }

    /** A number that only the superuser may see. */
    long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", superuserPassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Commits a backlog in transactions of five hundred rows. */
    void backlog(int rows, int shards) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < rows; from += TRANSACTION) {
                statement.execute(Events.insertMany(from, Math.min(rows, from + TRANSACTION), shards));
            }
            statement.execute("analyze outbox_message");
        }
    }
}
