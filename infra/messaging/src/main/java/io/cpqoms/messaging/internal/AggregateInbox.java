package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.internal.Consumers.ConsumerState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** How each consumer of this service stands with one aggregate: what it has seen and applied, and what it holds back. */
@ApplicationScoped
public class AggregateInbox {

    private static final String MARKS = """
            select consumer, version, %s from inbox_watermark mark
             where consumer = any (?) and aggregate_key = ?""".formatted(InboxStore.appliedOf("mark"));

    private static final String PARKED = """
            select held.consumer, held.state, held.attempts, held.failure, held.dlq_id, held.parked_at, held.next_attempt_at,
                   (select count(*) from inbox_parked parked
                     where parked.consumer = held.consumer and parked.aggregate_key = held.aggregate_key)
              from inbox_parked_key held where held.consumer = any (?) and held.aggregate_key = ?""";

    private final DataSource dataSource;
    private final Consumers consumers;
    private final Unprocessed unprocessed;
    private final Clock clock;

    AggregateInbox(DataSource dataSource, Consumers consumers, Unprocessed unprocessed, Clock clock) {
        this.dataSource = dataSource;
        this.consumers = consumers;
        this.unprocessed = unprocessed;
        this.clock = clock;
    }

    /**
     * A consumer's standing.
     *
     * @param seesEveryVersion whether every event of the aggregate comes to its inbox; of another, {@code seen} may stay behind for good
     * @param seen the highest version that came to its inbox, zero where none did
     * @param applied the highest version that it applied
     * @param state running, paused by its breaker, suspected to be a wrong release, or stopped; of the instance that answers
     * @param since when it began to take nothing but probes
     * @param waiting records of all aggregates that lie on its topics and have no durable end, when Kafka was last asked
     */
    public record ConsumerStanding(
            String consumer,
            List<String> topics,
            boolean seesEveryVersion,
            Versions versions,
            String state,
            Optional<String> why,
            Optional<Instant> since,
            Waiting waiting,
            Optional<ParkedKey> parked) {}

    /** What of the aggregate has come to the inbox, and what of that had its effect. */
    public record Versions(long seen, long applied) {}

    /** How much lies on the topics, and since when the oldest of it. */
    public record Waiting(long records, Optional<Instant> oldest) {}

    /** A key that is held back: RETRYING, GAP (a version is missing) or WAITING (for a dead letter's end). */
    public record ParkedKey(
            String state,
            int attempts,
            String failure,
            Optional<UUID> dlqId,
            Instant parkedAt,
            Instant nextAttemptAt,
            long messages) {}

    public List<ConsumerStanding> of(String key) {
        List<ConsumerState> states = consumers.states();
        String[] names =
                states.stream().map(state -> state.declaration().name()).toArray(String[]::new);
        Map<String, Versions> marks = ask(MARKS, names, key, row -> new Versions(row.getLong(2), row.getLong(3)));
        Map<String, ParkedKey> parked = ask(PARKED, names, key, AggregateInbox::parked);
        return states.stream()
                .map(state -> standing(
                        state,
                        marks.getOrDefault(state.declaration().name(), new Versions(0, 0)),
                        Optional.ofNullable(parked.get(state.declaration().name()))))
                .toList();
    }

    private ConsumerStanding standing(ConsumerState state, Versions versions, Optional<ParkedKey> parked) {
        String name = state.declaration().name();
        Gauges.Waiting waiting = state.declaration().topics().stream()
                .map(topic -> unprocessed.of(name, topic))
                .reduce(Gauges.Waiting.NOTHING, Gauges.Waiting::and);
        return new ConsumerStanding(
                name,
                state.declaration().topics(),
                state.declaration().seesEveryVersion(),
                versions,
                state.state(),
                state.why(),
                Optional.of(state.openFor()).filter(Duration::isPositive).map(clock.instant()::minus),
                new Waiting(waiting.count(), Optional.of(waiting.oldest()).filter(oldest -> waiting.count() > 0)),
                parked);
    }

    private static ParkedKey parked(ResultSet row) throws SQLException {
        return new ParkedKey(
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                Optional.ofNullable(row.getObject(5, UUID.class)),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant(),
                row.getLong(8));
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> Map<String, T> ask(String sql, String[] names, String key, Reading<T> reading) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", names));
            select.setString(2, key);
            Map<String, T> found = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), reading.read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new DatabaseFailure("How consumers stand with " + key + " could not be read", e);
        }
    }
}
