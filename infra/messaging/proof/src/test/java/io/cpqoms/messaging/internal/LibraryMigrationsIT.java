package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The library's tables go their own way through the versions, in a new database and in one of the last release. */
@Tag("M13")
class LibraryMigrationsIT {
    private static final String DATABASE = "upgrade";

    /** Released migrations and their checksums; a line is added by a release and none is ever changed. */
    private static final Map<String, Integer> RELEASED = new TreeMap<>(Map.of(
            "0.1", -1696483643,
            "0.2", -759308865,
            "0.3", 178172733,
            "0.4", 842967172,
            "0.5", -762948085));

    private static final String SERVICE = "classpath:db/migration";

    private Map<String, String> address = Map.of();

    @BeforeEach
    void startWithAnEmptyDatabase() {
        PostgresServer server = new PostgresServer();
        server.init(Map.of("database", DATABASE));
        address = server.start();
    }

    @Test
    void takesTheTablesOfTheLastReleaseOver() throws IOException {
        // Given
        buildAsTheLastReleaseDid("1");
        fillTheTables();

        // When
        service().load().migrate();

        // Then
        assertThat(versions("cpq_messaging_history")).containsExactlyElementsOf(ofTheLibrary());
        assertThat(checksums("cpq_messaging_history")).containsAllEntriesOf(RELEASED);
        assertThat(versions("flyway_schema_history")).containsExactly("1", "2");
        assertThat(rows().number("select count(*) from command_record")).isEqualTo(3);
        assertThat(rows().number("select count(*) from inbox_message where content is null"))
                .isEqualTo(2);
        assertThat(rows().query("select aggregate_key, version, coalesce(applied, version) as applied,"
                        + " coalesce(applied_seen, 0) as seen from inbox_watermark order by aggregate_key"))
                .as("what was seen before counts as applied, but for what lies dead at its end")
                .containsExactly(
                        Map.of("aggregate_key", "closed", "version", 4L, "applied", 4L, "seen", 0L),
                        Map.of("aggregate_key", "k", "version", 7L, "applied", 7L, "seen", 0L),
                        Map.of("aggregate_key", "two dead", "version", 9L, "applied", 7L, "seen", 9L));
        assertThat(rows().execute("update dead_letter set state = 'OVERTAKEN'")).isEqualTo(5);
        service().load().validate();
    }

    @Test
    void changesNothingWhenItIsStartedAgain() {
        buildAsTheLastReleaseDid("1");
        service().load().migrate();
        List<Map<String, Object>> before = rows().query("select * from cpq_messaging_history order by installed_rank");

        service().load().migrate();

        assertThat(rows().query("select * from cpq_messaging_history order by installed_rank"))
                .isEqualTo(before);
        assertThat(versions("flyway_schema_history")).containsExactly("1", "2");
    }

    /** As ADR 43 says it. */
    @Test
    void comesBackAfterTheLastReleaseWasRunOnceMore() {
        buildAsTheLastReleaseDid("1");
        service().load().migrate();
        List<String> library = versions("cpq_messaging_history");

        rows().execute("insert into flyway_schema_history select * from cpq_messaging_history"
                + " where version in ('0.1', '0.2', '0.3', '0.4', '0.5')");
        service().load().migrate();

        assertThat(versions("cpq_messaging_history")).isEqualTo(library);
        assertThat(versions("flyway_schema_history")).containsExactly("1", "2");
    }

    @Test
    void bringsALibraryVersionToAServiceThatHasNothingNew() throws IOException {
        buildAsTheLastReleaseDid("2");

        assertThat(service().load().migrate().migrationsExecuted).isZero();

        assertThat(versions("cpq_messaging_history")).containsExactlyElementsOf(ofTheLibrary());
    }

    @Test
    void buildsANewDatabaseWithTwoHistories() throws IOException {
        service().load().migrate();

        assertThat(versions("cpq_messaging_history")).containsExactlyElementsOf(ofTheLibrary());
        assertThat(versions("flyway_schema_history")).containsExactly("1", "2");
    }

    @Test
    void takesOverOnceWhenSeveralInstancesStartTogether() throws Exception {
        buildAsTheLastReleaseDid("1");

        migrateTogether(4);

        assertThat(versions("cpq_messaging_history")).containsExactlyElementsOf(ofTheLibrary());
        assertThat(versions("flyway_schema_history")).containsExactly("1", "2");
    }

    @Test
    void buildsANewDatabaseOnceWhenSeveralInstancesStartTogether() throws Exception {
        migrateTogether(4);

        assertThat(versions("cpq_messaging_history")).containsExactlyElementsOf(ofTheLibrary());
        assertThat(versions("flyway_schema_history")).containsExactly("1", "2");
    }

    @Test
    void refusesTablesOfALaterRelease() {
        service().load().migrate();
        rows().execute("insert into cpq_messaging_history select 1000, '0.999', 'later', type, 'V0_999__later.sql',"
                + " 7, installed_by, installed_on, execution_time, success from cpq_messaging_history"
                + " where version = '0.1'");

        assertThatThrownBy(() -> service().load().migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("messaging tables of this database are at version 0.999")
                .hasMessageContaining("start the release that brought them there");
    }

    @Test
    void refusesAReleasedMigrationThatWasEdited() {
        buildAsTheLastReleaseDid("1");
        rows().execute("update flyway_schema_history set checksum = checksum + 1 where version = '0.3'");

        assertThatThrownBy(() -> service().load().migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("checksum mismatch for migration version 0.3");
    }

    @Test
    void doesNotMigrateWhenTheServiceOnlyValidates() {
        buildAsTheLastReleaseDid("1");

        assertThat(service().target("1").load().validateWithResult().validationSuccessful)
                .isTrue();

        assertThat(checksums("cpq_messaging_history")).isEqualTo(RELEASED);
    }

    @Test
    void saysWhatAServiceThatStillListsTheFolderHasToDo() {
        FluentConfiguration old = plain("classpath:db/messaging", SERVICE);

        assertThatThrownBy(() -> new LibraryMigrations().customize(old))
                .hasMessageContaining("Take db/messaging out of quarkus.flyway.locations");
    }

    /** One history for both, and the scripts under the names that Quarkus gives them: with their folder. */
    private void buildAsTheLastReleaseDid(String serviceVersion) {
        plain("classpath:db/messaging").target("0.5").load().migrate();
        plain(SERVICE)
                .target(serviceVersion)
                .ignoreMigrationPatterns("*:missing")
                .load()
                .migrate();
        rows().execute("update flyway_schema_history set script = case when version like '0.%' then 'db/messaging/'"
                + " else 'db/migration/' end || script");
        assertThat(checksums("flyway_schema_history"))
                .as("a released migration is never edited")
                .isEqualTo(RELEASED);
    }

    private void fillTheTables() {
        rows().execute("insert into command_record select 'acme', 'op', n::text, 'hash', 200, '{}', '{}' from"
                + " generate_series(1, 3) n");
        rows().execute("insert into inbox_message (consumer, message_id, topic, partition, record_offset, tenant_id,"
                + " aggregate_key, aggregate_version, event_type, status, received_at) select 'c',"
                + " gen_random_uuid(), 't', 0, n, 'acme', 'k', n, 'e', 'DONE', now() from generate_series(1, 2) n");
        rows().execute("insert into inbox_watermark values ('c', 'k', 7, false), ('c', 'two dead', 9, false),"
                + " ('c', 'closed', 4, false)");
        letter("k", 1, "OPEN");
        letter("two dead", 6, "OPEN");
        letter("two dead", 8, "FIXED");
        letter("two dead", 9, "OPEN");
        letter("closed", 4, "RESOLVED");
    }

    private static void letter(String key, int version, String state) {
        rows().execute(
                        "insert into dead_letter (dlq_id, consumer, message_id, tenant_id, aggregate_key, aggregate_version,"
                                + " event_type, topic, partition, record_offset, record_time, headers, failure_type, failure_class,"
                                + " failure_message, failure_group, attempts, first_failed_at, last_failed_at, state) values (gen_random_uuid(),"
                                + " 'c', gen_random_uuid(), 'acme', ?, ?, 'e', 't', 0, ?, 0, '[]', 'f', 'f', 'f', 'f', 1, now(), now(), ?)",
                        key,
                        version,
                        version,
                        state);
    }

    private void migrateTogether(int instances) throws Exception {
        CyclicBarrier together = new CyclicBarrier(instances);
        Callable<Boolean> start = () -> {
            Flyway flyway = service().load();
            together.await();
            return flyway.migrate().success;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(instances)) {
            for (Future<Boolean> started : threads.invokeAll(
                    Stream.generate(() -> start).limit(instances).toList())) {
                assertThat(started.get()).isTrue();
            }
        }
    }

    private FluentConfiguration service() {
        FluentConfiguration service = plain(SERVICE);
        new LibraryMigrations().customize(service);
        return service;
    }

    private FluentConfiguration plain(String... locations) {
        return Flyway.configure()
                .dataSource(
                        address.get("quarkus.datasource.jdbc.url"),
                        address.get("quarkus.flyway.username"),
                        address.get("quarkus.flyway.password"))
                .locations(locations);
    }

    private static Rows rows() {
        return PostgresServer.rows(DATABASE);
    }

    private static List<String> versions(String history) {
        return rows().query("select version from " + history + " order by installed_rank").stream()
                .map(row -> String.valueOf(row.get("version")))
                .toList();
    }

    private static Map<String, Integer> checksums(String history) {
        Map<String, Integer> checksums = new TreeMap<>();
        rows().query("select version, checksum from " + history + " where version like '0.%'")
                .forEach(row -> checksums.put(
                        String.valueOf(row.get("version")), Integer.valueOf(String.valueOf(row.get("checksum")))));
        return checksums;
    }

    /** Every migration that the library brings, by its file. */
    private static List<String> ofTheLibrary() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../src/main/resources/db/messaging"))) {
            return files.map(file -> file.getFileName().toString().replaceAll("^V0_([0-9]+)__.*$", "$1"))
                    .map(Integer::valueOf)
                    .sorted()
                    .map(number -> "0." + number)
                    .toList();
        }
    }
}
