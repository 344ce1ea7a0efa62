package io.cpqoms.bench;

import io.cpqoms.local.server.Database;
import io.cpqoms.testkit.EmbeddedServers;
import io.cpqoms.testkit.KafkaBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The servers of a benchmark: embedded PostgreSQL with durable commits, and Kafka with the registry's topics. */
final class Stage {

    static final String TOPIC = "cpq.workflow.events.v1";
    private static final String DATABASE = "bench";

    private final EmbeddedServers servers = EmbeddedServers.ofThisJvm();

    Stage() {
        new KafkaBroker().start();
        servers.postgres();
    }

    String kafka() {
        return servers.kafka().address();
    }

    int postgresPort() {
        return Integer.parseInt(url().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private String url() {
        return servers.postgres().url(DATABASE);
    }

    String superuserPassword() {
        return servers.secrets().databasePassword("postgres");
    }

    /** An empty database with the library's tables and a business table of a thousand rows. */
    void reset() throws SQLException, IOException {
        servers.postgres().drop(DATABASE);
        servers.postgres().create(new Database(DATABASE, servers.secrets().databasePassword(DATABASE)));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(migration());
            statement.execute(
                    "create table account (id int primary key, balance bigint not null) with (fillfactor = 50)");
            statement.execute("insert into account select i, 0 from generate_series(0, 999) i");
        }
    }

    private static String migration() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                Stage.class.getResourceAsStream("/db/messaging/V0_1__messaging.sql"), "the library's migration")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), DATABASE, servers.secrets().databasePassword(DATABASE));
    }

    Connection superuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", superuserPassword());
    }

    /** Settings for a relay of the library. */
    Map<String, String> settings(int shards) {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.jdbc.url", url());
        settings.put("quarkus.datasource.username", DATABASE);
        settings.put("quarkus.datasource.password", servers.secrets().databasePassword(DATABASE));
        settings.put("cpq.messaging.outbox.shards", Integer.toString(shards));
        return settings;
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Commits a backlog in transactions of five hundred rows. */
    void backlog(int rows, int shards) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < rows; from += 500) {
                statement.execute(Events.insertMany(from, Math.min(rows, from + 500), shards));
            }
            statement.execute("analyze outbox_message");
        }
    }
}
