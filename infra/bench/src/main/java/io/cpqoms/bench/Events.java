package io.cpqoms.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Outbox rows of the size that a quote's events have: envelopes of about 700 bytes, a thousand different ones. */
final class Events {

    /** What the library writes per event, with the envelope made beforehand. */
    static final String INSERT = """
            insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
            values (0, ?, '%s', ?, 'ProcessEnded', 'cpq.workflow.ProcessEnded.v1', 'acme', 'process', ?, 1, now(), ?)""".formatted(Stage.TOPIC);

    private static final int SIZE = 700;
    private static final int DIFFERENT = 1_000;
    private static final List<String> VALUES = values();

    private Events() {}

    private static List<String> values() {
        Random random = new Random(11);
        return IntStream.range(0, DIFFERENT).mapToObj(i -> value(random)).toList();
    }

    private static String value(Random random) {
        StringBuilder text = new StringBuilder("{\"payload\":{");
        while (text.length() < SIZE - 30) {
            text.append("\"field")
                    .append(text.length())
                    .append("\":\"")
                    .append(random.nextInt())
                    .append("\",");
        }
        return text.append("\"end\":true}}").toString();
    }

    static List<String> all() {
        return VALUES;
    }

    static String any() {
        return VALUES.get(ThreadLocalRandom.current().nextInt(DIFFERENT));
    }

    /** Binds {@link #INSERT}: an aggregate of its own, so that no order between rows is asked for. Answers its key. */
    static String bind(PreparedStatement insert) throws SQLException {
        UUID id = UUID.randomUUID();
        String key = "acme:process:" + id;
        insert.setObject(1, id);
        insert.setString(2, key);
        insert.setString(3, id.toString());
        insert.setString(4, any());
        return key;
    }

    /** Rows of a backlog; their values lie in {@code bench_value}. */
    static String insertMany(int from, int to, int shards) {
        return """
                insert into outbox_message (shard, message_id, topic, record_key, event_type, schema_id, tenant_id,
                    aggregate_type, aggregate_id, aggregate_version, occurred_at, value)
                select i %% %d, gen_random_uuid(), '%s', 'acme:process:' || i, 'ProcessEnded',
                       'cpq.workflow.ProcessEnded.v1', 'acme', 'process', i, 1, now(), v.value
                  from generate_series(%d, %d) i join bench_value v on v.n = i %% %d
                 order by i""".formatted(shards, Stage.TOPIC, from, to - 1, DIFFERENT);
    }
}
