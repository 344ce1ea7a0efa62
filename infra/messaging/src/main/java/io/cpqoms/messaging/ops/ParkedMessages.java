package io.cpqoms.messaging.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.Problem;
import io.cpqoms.messaging.internal.AfterCommit;
import io.cpqoms.messaging.internal.Envelopes;
import io.cpqoms.messaging.internal.TopicRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The parked messages of a tenant as its operators see and change them; the shard's relay does the publishing. */
@ApplicationScoped
class ParkedMessages {

    private static final String SELECT = "select outbox_id, shard, message_id, topic, record_key, event_type,"
            + " aggregate_version, failure, behind, state, parked_at, changed_at, changed_by, reason,"
            + " original_value is not null, %s as envelope, topic_held from outbox_parked";
    private static final String WHOLE = SELECT.formatted("value");
    private static final String IN_A_LIST = SELECT.formatted("null::text");

    private static final String DISCARD = "discard";

    private final DataSource dataSource;
    private final Envelopes envelopes;
    private final TopicRegistry registry;
    private final AfterCommit bell;

    ParkedMessages(DataSource dataSource, Envelopes envelopes, TopicRegistry registry, AfterCommit bell) {
        this.dataSource = dataSource;
        this.envelopes = envelopes;
        this.registry = registry;
        this.bell = bell;
    }

    /**
     * One message that could not be published, or waits behind one.
     *
     * @param behind it has no failure of its own and goes when the one before it has gone
     * @param topicHeld it has no failure of its own and goes by itself when its topic takes records again
     * @param envelope what is or would be published, up to a megabyte; left out in lists
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Parked(
            long outboxId,
            int shard,
            UUID messageId,
            String topic,
            String key,
            String eventType,
            long aggregateVersion,
            String failure,
            boolean behind,
            boolean topicHeld,
            String state,
            Instant parkedAt,
            Instant changedAt,
            Optional<String> changedBy,
            Optional<String> reason,
            boolean repaired,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class) @JsonRawValue @Nullable
            String envelope) {}

    /** By state; those that are held with their topic count as {@code held} and not as parked. */
    Map<String, Long> counts(String tenant) {
        String sql = "select case when topic_held and state = 'PARKED' then 'held' else lower(state) end, count(*)"
                + " from outbox_parked where tenant_id = ? group by 1";
        return ask(sql, select -> select.setString(1, tenant), rows -> {
            Map<String, Long> counts = new TreeMap<>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        });
    }

    List<Parked> list(String tenant, List<String> states, Optional<Long> after, int limit) {
        String sql =
                IN_A_LIST + " where tenant_id = ? and state = any (?) and outbox_id > ? order by outbox_id limit ?";
        return ask(
                sql,
                select -> {
                    select.setString(1, tenant);
                    select.setArray(2, select.getConnection().createArrayOf("text", states.toArray()));
                    select.setLong(3, after.orElse(0L));
                    select.setInt(4, limit);
                },
                ParkedMessages::readAll);
    }

    /** What waits of an aggregate, in the order in which it was committed. */
    List<Parked> ofKey(String tenant, String key, int limit) {
        String sql = IN_A_LIST + " where tenant_id = ? and record_key = ? and state in ('PARKED', 'RELEASED')"
                + " order by outbox_id limit ?";
        return ask(
                sql,
                select -> {
                    select.setString(1, tenant);
                    select.setString(2, key);
                    select.setInt(3, limit);
                },
                ParkedMessages::readAll);
    }

    private static List<Parked> readAll(ResultSet rows) throws SQLException {
        List<Parked> parked = new ArrayList<>();
        while (rows.next()) {
            parked.add(read(rows));
        }
        return parked;
    }

    Parked find(String tenant, long outboxId) {
        return find(tenant, outboxId, "");
    }

    private Parked find(String tenant, long outboxId, String lock) {
        Optional<Parked> found = ask(
                WHOLE + " where tenant_id = ? and outbox_id = ?" + lock,
                select -> {
                    select.setString(1, tenant);
                    select.setLong(2, outboxId);
                },
                rows -> rows.next() ? Optional.of(read(rows)) : Optional.empty());
        return found.orElseThrow(() ->
                Problem.notFound("parked message", Long.toString(outboxId)).asException());
    }

    @Transactional
    Parked release(String tenant, long outboxId, String who, @Nullable String reason) {
        Parked parked = changeable(tenant, outboxId, "release");
        Optional<Long> before = ask(
                "select min(outbox_id) from outbox_parked where record_key = ? and state in ('PARKED', 'RELEASED')"
                        + " and not topic_held and outbox_id < ?",
                select -> {
                    select.setString(1, parked.key());
                    select.setLong(2, outboxId);
                },
                rows -> rows.next() ? Optional.ofNullable(rows.getObject(1, Long.class)) : Optional.empty());
        before.ifPresent(earlier -> {
            throw Problem.conflict(
                            "not-the-first",
                            "Not the first of its key",
                            "Message " + earlier + " of the same key is parked before it; release or discard that one.")
                    .with("first", earlier)
                    .asException();
        });
        Parked released = change(tenant, outboxId, "state = 'RELEASED'", who, reason);
        bell.wakeAfterCommit(released.shard());
        return released;
    }

    /**
     * Releases the first message of every key of the tenant whose first message is of the topic, or of any; what waits behind
     * it follows. One that is out of version is left: whoever releases it decides about a hole in that aggregate's story.
     *
     * @return how many
     */
    @Transactional
    int releaseAll(String tenant, Optional<String> topic, String who, @Nullable String reason) {
        topic.filter(name -> !registry.knows(name)).ifPresent(name -> {
            throw Problem.invalidInput("topic", "is no topic that the registry knows")
                    .asException();
        });
        String sql = """
                update outbox_parked head
                   set state = 'RELEASED', changed_by = ?, reason = coalesce(?, reason), changed_at = clock_timestamp()
                 where tenant_id = ? and state = 'PARKED' and not topic_held and topic = coalesce(?, topic)
                   and failure not like 'aggregate version %'
                   and not exists (select 1 from outbox_parked
                                    where record_key = head.record_key and state in ('PARKED', 'RELEASED')
                                      and not topic_held and outbox_id < head.outbox_id)
                returning shard""";
        List<Integer> shards = ask(
                sql,
                update -> {
                    update.setString(1, who);
                    update.setString(2, reason);
                    update.setString(3, tenant);
                    update.setString(4, topic.orElse(null));
                },
                rows -> {
                    List<Integer> released = new ArrayList<>();
                    while (rows.next()) {
                        released.add(rows.getInt(1));
                    }
                    return released;
                });
        shards.stream().distinct().forEach(bell::wakeAfterCommit);
        return shards.size();
    }

    @Transactional
    Parked repair(String tenant, long outboxId, ObjectNode payload, String who, @Nullable String reason) {
        Parked parked = changeable(tenant, outboxId, "repair");
        String repaired;
        try {
            repaired = envelopes.repaired(parked.topic(), Objects.requireNonNull(parked.envelope()), payload);
        } catch (IllegalArgumentException e) {
            throw Problem.invalidInput("payload", String.valueOf(e.getMessage()))
                    .asException();
        }
        return change(
                tenant, outboxId, "original_value = coalesce(original_value, value), value = ?", who, reason, repaired);
    }

    @Transactional
    Parked discard(String tenant, long outboxId, String who, @Nullable String reason) {
        changeable(tenant, outboxId, DISCARD);
        Parked discarded = change(tenant, outboxId, "state = 'DISCARDED'", who, reason);
        bell.wakeAfterCommit(discarded.shard());
        return discarded;
    }

    /** The message under its row lock; what is released already is the relay's until it parks it again. */
    private Parked changeable(String tenant, long outboxId, String command) {
        Parked parked = find(tenant, outboxId, " for update");
        if (!parked.state().equals("PARKED")) {
            throw Problem.illegalTransition(command, parked.state().toLowerCase(java.util.Locale.ROOT), List.of())
                    .asException();
        }
        if (parked.topicHeld() && !command.equals(DISCARD)) {
            throw Problem.conflict(
                            "topic-held",
                            "Held with its topic",
                            "Topic " + parked.topic() + " is missing or may not be written; this message and the others"
                                    + " of the topic go by themselves, in order, once it takes records. Mend the topic,"
                                    + " or discard the message.")
                    .with("topic", parked.topic())
                    .asException();
        }
        return parked;
    }

    private Parked change(
            String tenant, long outboxId, String what, String who, @Nullable String reason, String... values) {
        ask(
                "update outbox_parked set " + what + ", changed_by = ?, reason = coalesce(?, reason),"
                        + " changed_at = clock_timestamp() where outbox_id = ? returning outbox_id",
                update -> {
                    int parameter = 1;
                    for (String value : values) {
                        update.setString(parameter++, value);
                    }
                    update.setString(parameter++, who);
                    update.setString(parameter++, reason);
                    update.setLong(parameter, outboxId);
                },
                ResultSet::next);
        return find(tenant, outboxId);
    }

    private static Parked read(ResultSet row) throws SQLException {
        return new Parked(
                row.getLong(1),
                row.getInt(2),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                row.getString(8),
                row.getBoolean(9),
                row.getBoolean(17),
                row.getString(10),
                row.getTimestamp(11).toInstant(),
                row.getTimestamp(12).toInstant(),
                Optional.ofNullable(row.getString(13)),
                Optional.ofNullable(row.getString(14)),
                row.getBoolean(15),
                row.getString(16));
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> T ask(String sql, Binding binding, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The parked messages can't be read or changed", e);
        }
    }
}
