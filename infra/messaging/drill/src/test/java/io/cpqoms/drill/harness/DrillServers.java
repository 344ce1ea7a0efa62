package io.cpqoms.drill.harness;

import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.server.Database;
import io.cpqoms.local.server.Kafka;
import io.cpqoms.testkit.DatabaseServer;
import io.cpqoms.testkit.EmbeddedServers;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TopicRecords;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** PostgreSQL and Kafka of a drill: a database of its own, the drill's topics, and a way to stop and start them. */
public final class DrillServers {

    public static final String TOPIC = "cpq.drill.events.v1";
    public static final String DEAD_LETTERS = "cpq.drill.dlq.v1";

    /** Far below what the registry says: whoever sends a huge event is refused by the broker, not by the library. */
    private static final String BROKER_LIMIT = "20000";

    private final EmbeddedServers servers = EmbeddedServers.ofThisJvm();
    private final DatabaseServer postgres;
    private final String database;
    private final Rows rows;
    private final String kafka;

    /** Starts what isn't running; the database is empty. */
    public DrillServers(String database) {
        this(database, EmbeddedServers.ofThisJvm().database());
    }

    /** The same on a PostgreSQL of the drill's own. */
    public DrillServers(String database, DatabaseServer postgres) {
        this.postgres = postgres;
        this.database = database;
        new KafkaBroker().start();
        kafka = servers.kafka().address();
        limitMessageSize();
        postgres.drop(database);
        postgres.create(new Database(database, new Database.Logins(password(), password(), password())));
        rows = new Rows(postgres.url(database), database, password());
    }

    private void limitMessageSize() {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        AlterConfigOp limit =
                new AlterConfigOp(new ConfigEntry("max.message.bytes", BROKER_LIMIT), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topic was limited", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic can't be limited: " + e.getMessage(), e);
        }
    }

    public EmbeddedServers embedded() {
        return servers;
    }

    RunDirectory processes() {
        return servers.processes();
    }

    public String database() {
        return database;
    }

    public String jdbcUrl() {
        return postgres.url(database);
    }

    public int postgresPort() {
        return Integer.parseInt(jdbcUrl().replaceAll("^.*:(\\d+)/.*$", "$1"));
    }

    public String password() {
        return servers.secrets().databasePassword(database);
    }

    public String kafka() {
        return kafka;
    }

    public Kafka.Detour kafkaDetour() {
        return servers.kafkaDetour();
    }

    public Rows rows() {
        return rows;
    }

    public TopicRecords records() {
        return new TopicRecords(kafka());
    }

    /** The offsets of the drill's topic that the group has committed, by partition. */
    public Map<Integer, Long> committed(String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) kafka()))) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while offsets were read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the offsets of " + group + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Sends the signal to a server and returns when it has ended. */
    public void stop(String server, ChildSpec.Signal signal) {
        processes().find(server).orElseThrow().signal(signal);
        Until.within(Patience.STOP, server + " has ended", () -> !processes().isRunning(server));
    }

    /** Starts the servers that don't run and returns when they are ready. */
    public void startAgain() {
        servers.postgres();
        servers.kafka();
    }
}
