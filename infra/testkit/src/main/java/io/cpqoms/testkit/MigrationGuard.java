package io.cpqoms.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * A migration that must refuse while facts of a former form wait in a service's messaging tables, where the next release could not read
 * them. It runs in the service's own database, in a transaction that is given up.
 */
public final class MigrationGuard {

    private final Rows rows;
    private final String migration;

    /** Where a fact waits. */
    public enum Waiting {
        NOT_ON_KAFKA("""
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id, aggregate_type,
                                            aggregate_id, aggregate_version, occurred_at, value)
                values (0, gen_random_uuid(), '%1$s', 'k', '%2$s', 's', 'acme', 'a', 'c', 1, now(), '{"payload":%3$s}')"""),
        HELD_BACK("""
                insert into inbox_parked (consumer, aggregate_key, aggregate_version, message_id, topic, partition, record_offset,
                                          record_time, headers, value, received_at)
                values ('c', 'k', 1, gen_random_uuid(), '%1$s', 0, 0, 0, '[]',
                        convert_to('{"eventType":"%2$s","payload":%3$s}', 'UTF8'), now())"""),
        OPEN_DEAD_LETTER("""
                insert into dead_letter (dlq_id, consumer, message_id, tenant_id, aggregate_key, aggregate_version, event_type, topic,
                                         partition, record_offset, record_time, headers, value, failure_type, failure_class,
                                         failure_message, failure_group, attempts, first_failed_at, last_failed_at)
                values (gen_random_uuid(), 'c', gen_random_uuid(), 'acme', 'k', 1, '%2$s', '%1$s', 0, 0, 0, '[]',
                        convert_to('{"payload":%3$s}', 'UTF8'), 't', 'c', 'm', 'g', 1, now(), now())""");

        private final String insert;

        Waiting(String insert) {
            this.insert = insert;
        }
    }

    /**
     * A type of facts and its payload, as JSON, before and after the change.
     *
     * @param former which must not wait
     * @param present which may
     */
    public record Fact(String type, String topic, String former, String present) {}

    /**
     * @param rows of the service's database
     * @param script of the migration, on the class path of the test
     */
    public MigrationGuard(Rows rows, Class<?> test, String script) {
        this.rows = rows;
        try (InputStream file = Objects.requireNonNull(test.getResourceAsStream(script), script)) {
            this.migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(script, e);
        }
    }

    /** Sees the migration run beside a fact of the present form, and refuse beside one of the former. */
    public void refusesTheFormer(Fact fact, Waiting where, String why) throws SQLException {
        try (Connection connection = rows.open();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute(where.insert.formatted(fact.topic(), fact.type(), fact.present()));
            sql.execute(migration);
            sql.execute(where.insert.formatted(fact.topic(), fact.type(), fact.former()));
            assertThatThrownBy(() -> sql.execute(migration)).hasMessageContaining(why);
            connection.rollback();
        }
    }
}
