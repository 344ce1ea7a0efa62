package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.cpqoms.local.server.Database;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TestServers;
import io.cpqoms.testkit.TopicRecords;
import io.cpqoms.values.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with an outbox, and relays of it without an application around them. */
final class RelayStage implements AutoCloseable {

    static final String TOPIC = "cpq.workflow.events.v1";
    private static final String SERVICE = "workflow-bridge";
    private static final String KEY = "acme:process:";

    /** What a relay process needs to find the stage. */
    record Address(String url, String user, String password, String kafka) {

        List<String> arguments() {
            return List.of(url, user, password, kafka);
        }
    }

    private final Address address;
    private final SmallRyeConfig settings;
    private final List<ShardRelay> relays = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Optional<TopicRecords.Following> following;

    private RelayStage(Address address, Map<String, String> overrides, Optional<TopicRecords.Following> following) {
        this.address = address;
        this.following = following;
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(MessagingConfig.class)
                .withDefaultValue("quarkus.datasource.jdbc.url", address.url())
                .withDefaultValue("quarkus.datasource.username", address.user())
                .withDefaultValue("quarkus.datasource.password", address.password())
                .withDefaultValue("quarkus.application.name", SERVICE)
                .withDefaultValue("cpq.messaging.outbox.shards", "1")
                .withDefaultValue("cpq.messaging.outbox.page-size", "50")
                .withDefaultValue("cpq.messaging.outbox.lease", "PT3S")
                .withDefaultValue("cpq.messaging.outbox.take-over-interval", "PT0.2S")
                .withDefaultValue("cpq.messaging.outbox.retry-backoff", "PT0.1S");
        overrides.forEach(builder::withDefaultValue);
        settings = builder.build();
    }

    /** A stage on the servers of this JVM with an empty database. */
    static RelayStage fresh(String database, Map<String, String> overrides) {
        TestServers servers = TestServers.ofThisJvm();
        new KafkaBroker().start();
        String password = servers.secrets().databasePassword(database);
        servers.database().drop(database);
        servers.database().create(new Database(database, new Database.Logins(password, password, password)));
        RelayStage stage = new RelayStage(
                new Address(servers.database().url(database), database, password, servers.kafkaAddress()),
                overrides,
                Optional.of(KafkaBroker.records().follow(TOPIC)));
        stage.migrate();
        return stage;
    }

    /** The same stage seen from another process. */
    static RelayStage at(Address address) {
        return new RelayStage(address, Map.of(), Optional.empty());
    }

    private void migrate() {
        try (Connection connection = rows().open();
                Statement statement = connection.createStatement()) {
            for (String script : migrations()) {
                statement.execute(script);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> migrations() {
        List<String> names = List.of(
                "messaging",
                "command_record",
                "inbox",
                "dead_letter",
                "replay",
                "failure_scopes",
                "command_subject",
                "cursor_key",
                "isolation",
                "inbox_position",
                "applied",
                "relay_position",
                "moved_database");
        List<String> scripts = new ArrayList<>();
        for (int number = 1; number <= names.size(); number++) {
            String file = "db/messaging/V0_" + number + "__" + names.get(number - 1) + ".sql";
            try (InputStream script = Resources.open(file)) {
                scripts.add(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return scripts;
    }

    Address address() {
        return address;
    }

    MessagingConfig config() {
        return settings.getConfigMapping(MessagingConfig.class);
    }

    Rows rows() {
        return new Rows(address.url(), address.user(), address.password());
    }

    OutboxCare care() {
        return new OutboxCare(dataSource(), config(), noDrills());
    }

    AggregateOutbox aggregates() {
        return new AggregateOutbox(dataSource(), config());
    }

    OutboxMarks marks() {
        return new OutboxMarks(dataSource());
    }

    ForgottenRecords forgottenRecords() {
        return new ForgottenRecords(
                marks(), new TopicRegistry(), Map.of("bootstrap.servers", (Object) address.kafka()), SERVICE);
    }

    DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(address.url());
        dataSource.setUser(address.user());
        dataSource.setPassword(address.password());
        dataSource.setOptions("-c role=cpq_platform");
        return dataSource;
    }

    /** What an instance with so many shards asks before it starts. */
    RelayGuard guard(int shards) {
        return new RelayGuard(connections(noDrills()), shards);
    }

    /** The same stage by another address of its database. */
    RelayStage through(String url) {
        return at(new Address(url, address.user(), address.password(), address.kafka()));
    }

    RelaySession session(int shard) throws SQLException {
        return session(shard, noDrills());
    }

    RelaySession session(int shard, DrillPoints drills) throws SQLException {
        return connections(drills).session(shard);
    }

    private RelayConnections connections(DrillPoints drills) {
        TopicRegistry registry = new TopicRegistry();
        Envelopes envelopes = new Envelopes(registry, new EventSchemas(registry), new Ids(), SERVICE);
        return new RelayConnections(
                settings, config(), envelopes, drills, Map.of("bootstrap.servers", (Object) address.kafka()));
    }

    static DrillPoints noDrills() {
        return new DrillPoints(Optional.empty(), Optional.empty());
    }

    /** Starts a relay of shard 0 in this JVM. */
    ShardRelay relay() {
        return relay(noDrills());
    }

    /** What the relays of this stage have counted. */
    double counted(String counter) {
        return meters.counter("cpq.outbox." + counter).count();
    }

    ShardRelay relay(DrillPoints drills) {
        return relay(drills, bell());
    }

    /** What an instance rings when it has committed. */
    AfterCommit bell() {
        return new AfterCommit(new TransactionSynchronizationRegistryImple(), noDrills(), config());
    }

    ShardRelay relay(DrillPoints drills, AfterCommit bell) {
        ShardRelay relay =
                new ShardRelay(0, config().outbox(), connections(drills), bell, new RelayMetrics(meters), drills);
        relays.add(relay);
        threads.add(Thread.ofPlatform().daemon().start(relay));
        return relay;
    }

    /** Commits that many events of each aggregate, version after version over all of them. */
    void commit(List<String> aggregates, int from, int to) {
        rows().execute("""
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                    aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
                select 0, gen_random_uuid(), ?, 'acme:process:' || aggregate, 'ProcessEnded',
                       'cpq.workflow.ProcessEnded.v1', 'acme', 'process', aggregate, version, now(),
                       '{"payload":"' || repeat('x', 300) || '"}'
                  from generate_series(?::int, ?::int) as version cross join unnest(string_to_array(?, ',')) as aggregate
                 order by version""", TOPIC, from, to, String.join(",", aggregates));
    }

    /** One event with a value of the caller's. */
    void commit(String aggregate, int version, String topic, String value) {
        rows().execute("""
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                    aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
                values (0, gen_random_uuid(), ?, 'acme:process:' || ?, 'ProcessEnded', 'cpq.workflow.ProcessEnded.v1',
                    'acme', 'process', ?, ?, now(), ?)""", topic, aggregate, aggregate, version, value);
    }

    /** One event of that version of each aggregate, in one transaction: a connection for each costs more than the row. */
    void commit(List<String> aggregates, int version, String topic, String value) {
        rows().execute("""
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                    aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
                select 0, gen_random_uuid(), ?, 'acme:process:' || aggregate, 'ProcessEnded',
                       'cpq.workflow.ProcessEnded.v1', 'acme', 'process', aggregate, ?, now(), ?
                  from unnest(string_to_array(?, ',')) as aggregate""", topic, version, value, String.join(",", aggregates));
    }

    /** Versions of the aggregate by the message ids that lie on the topic, in its order, repetitions included. */
    List<Long> published(String aggregate) {
        return published(List.of(aggregate)).getOrDefault(aggregate, List.of());
    }

    /** The same of several aggregates at once, without those of which nothing is there. */
    Map<String, List<Long>> published(List<String> aggregates) {
        return published(TOPIC, aggregates);
    }

    /** One record of the stage's topic: a version of an aggregate, and the take-over under which it was sent. */
    record Sent(int partition, String aggregate, long version, long term) {}

    /** What was sent of the aggregates, each partition in order, repetitions included. */
    List<Sent> sent(List<String> aggregates) {
        Map<String, Long> versions = versions();
        return records(TOPIC).stream()
                .filter(record -> record.key().startsWith(KEY)
                        && aggregates.contains(record.key().substring(KEY.length())))
                .map(record -> new Sent(
                        record.partition(),
                        record.key().substring(KEY.length()),
                        versions.get(header(record, "ce_id")),
                        Long.parseLong(header(record, OutboxRow.TERM))))
                .toList();
    }

    /** Waits until that version of each aggregate is on the topic. */
    void awaitPublished(List<String> aggregates, int last) {
        await().until(() -> {
            Map<String, List<Long>> published = published(aggregates);
            return published.size() == aggregates.size()
                    && published.values().stream().allMatch(versions -> versions.contains((long) last));
        });
    }

    Map<String, List<Long>> published(String topic, List<String> aggregates) {
        Map<String, Long> versions = versions();
        Map<String, List<Long>> published = new java.util.HashMap<>();
        records(topic).stream()
                .filter(record -> record.key().startsWith(KEY)
                        && aggregates.contains(record.key().substring(KEY.length())))
                .forEach(record -> published
                        .computeIfAbsent(record.key().substring(KEY.length()), aggregate -> new ArrayList<>())
                        .add(versions.get(header(record, "ce_id"))));
        return published;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** By message id. */
    private Map<String, Long> versions() {
        Map<String, Long> versions = new java.util.HashMap<>();
        rows().query("select message_id, aggregate_version from outbox_message union all"
                        + " select message_id, aggregate_version from outbox_parked")
                .forEach(row -> versions.put(
                        String.valueOf(row.get("message_id")), ((Number) row.get("aggregate_version")).longValue()));
        return versions;
    }

    /** Of the stage's own topic, which nobody deletes, only what is new is read; another may be one of that name again. */
    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        return topic.equals(TOPIC)
                ? following.orElseThrow().toEnd()
                : KafkaBroker.records().readToEnd(topic);
    }

    static List<String> aggregates(int count) {
        String run = UUID.randomUUID().toString();
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> run + "-" + i)
                .toList();
    }

    static String incompressible(int length) {
        return new java.util.Random(7)
                .ints(length, 33, 126)
                .mapToObj(Character::toString)
                .collect(java.util.stream.Collectors.joining());
    }

    /** Stops the relays of this JVM as an orderly shutdown does. */
    void stopRelays() {
        relays.forEach(ShardRelay::stop);
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofSeconds(2));
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        relays.clear();
        threads.clear();
    }

    @Override
    public void close() {
        stopRelays();
        following.ifPresent(TopicRecords.Following::close);
    }
}
