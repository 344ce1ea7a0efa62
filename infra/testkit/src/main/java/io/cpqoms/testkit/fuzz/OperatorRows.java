package io.cpqoms.testkit.fuzz;

import io.cpqoms.testkit.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dead letter and a parked message of a tenant, put where the messaging library keeps them. */
final class OperatorRows {

    /** A shard that no relay has: what is released there stays where it is, and changes nothing behind a request's back. */
    private static final int NOBODYS_SHARD = 999;

    private final Rows rows;

    OperatorRows(Rows rows) {
        this.rows = rows;
    }

    /** The document of the operators' operations, which the messaging library brings along. */
    static Path document() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream document =
                Objects.requireNonNull(loader.getResourceAsStream("openapi/ops.yaml"), "openapi/ops.yaml")) {
            Path copy = Files.createTempFile("ops", ".yaml");
            copy.toFile().deleteOnExit();
            Files.write(copy, document.readAllBytes());
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that is open; a new one where all are closed. */
    String letter(String tenant) {
        return first(
                "select dlq_id as id from dead_letter where tenant_id = ? and consumer = 'fuzz.gone'"
                        + " and state in ('OPEN', 'ASSIGNED', 'FIXED') order by dlq_id limit 1",
                tenant,
                () -> rows.execute(
                        "insert into dead_letter (dlq_id, consumer, message_id, tenant_id, aggregate_key,"
                                + " aggregate_version, event_type, topic, partition, record_offset, record_time, record_key,"
                                + " headers, value, failure_type, failure_class, failure_message, failure_group, attempts,"
                                + " first_failed_at, last_failed_at)"
                                + " values (gen_random_uuid(), 'fuzz.gone', gen_random_uuid(), ?, ?, 1, 'Fuzzed', 'no.such.topic',"
                                + " 0, 0, 0, ?, '[]', convert_to('{}', 'UTF8'), 'BUSINESS', 'Fuzzed', 'as the test wants it',"
                                + " 'fuzzed', 1, now(), now())",
                        tenant,
                        tenant + ":fuzz:1",
                        tenant + ":fuzz:1"));
    }

    /** One that waits for an operator; a new one where none does. */
    String parked(String tenant) {
        String key = tenant + ":fuzz:" + UUID.randomUUID();
        return first(
                "select outbox_id as id from outbox_parked where tenant_id = ? and state = 'PARKED' and shard = "
                        + NOBODYS_SHARD + " order by outbox_id limit 1",
                tenant,
                () -> rows.execute(
                        "insert into outbox_parked (outbox_id, shard, message_id, topic, record_key, event_type, schema_id,"
                                + " tenant_id, aggregate_type, aggregate_id, aggregate_version, occurred_at, value, failure,"
                                + " behind)"
                                + " values (1000000000000 + nextval('outbox_message_id'), " + NOBODYS_SHARD
                                + ", gen_random_uuid(),"
                                + " 'no.such.topic', ?, 'Fuzzed', 'no.such.schema', ?, 'fuzz', '1', 1, now(),"
                                + " '{\"payload\":{}}', 'as the test wants it', false)",
                        key,
                        tenant));
    }

    private String first(String query, String tenant, Runnable making) {
        List<Map<String, @Nullable Object>> found = rows.query(query, tenant);
        if (found.isEmpty()) {
            making.run();
            found = rows.query(query, tenant);
        }
        return String.valueOf(found.getFirst().get("id"));
    }
}
