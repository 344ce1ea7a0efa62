package io.cpqoms.testkit;

import io.cpqoms.local.server.Database;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A database of the JVM's PostgreSQL for the application under test. Arguments: {@code database} (its name, and its
 * owner's), {@code fresh} ({@code true} by default: emptied at every application start).
 */
public final class PostgresServer implements QuarkusTestResourceLifecycleManager {
    private String database = "test";
    private boolean fresh = true;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
        fresh = Boolean.parseBoolean(arguments.getOrDefault("fresh", "true"));
    }

    @Override
    public Map<String, String> start() {
        TestServers servers = TestServers.ofThisJvm();
        DatabaseServer postgres = servers.database();
        String password = servers.secrets().databasePassword(database);
        if (fresh) {
            postgres.drop(database);
        }
        String reader = Database.readerOf(database);
        String readerPassword = servers.secrets().databasePassword(reader);
        String service = Database.serviceOf(database);
        String servicePassword = servers.secrets().databasePassword(service);
        postgres.create(new Database(database, new Database.Logins(password, servicePassword, readerPassword)));
        String url = postgres.url(database);
        return Map.ofEntries(
                Map.entry("quarkus.datasource.jdbc.url", url),
                Map.entry("quarkus.datasource.username", service),
                Map.entry("quarkus.datasource.password", servicePassword),
                Map.entry("quarkus.flyway.username", database),
                Map.entry("quarkus.flyway.password", password),
                Map.entry("CPQ_DATABASE_URL", url),
                Map.entry("CPQ_DATABASE_USER", service),
                Map.entry("CPQ_DATABASE_PASSWORD", servicePassword),
                Map.entry("CPQ_DATABASE_OWNER", database),
                Map.entry("CPQ_DATABASE_OWNER_PASSWORD", password),
                Map.entry("cpq.messaging.replay.reader-username", reader),
                Map.entry("cpq.messaging.replay.reader-password", readerPassword),
                Map.entry("quarkus.datasource.devservices.enabled", "false"));
    }

    @Override
    public void stop() {
        // The server lives as long as the JVM.
    }

    /** The rows of a database that this or an earlier resource created. */
    public static Rows rows(String database) {
        TestServers servers = TestServers.ofThisJvm();
        return new Rows(
                servers.database().url(database), database, servers.secrets().databasePassword(database));
    }
}
