package io.cpqoms.messaging.internal;

import io.cpqoms.command.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of dead letters, as people look at them, lock them and move them on. */
@ApplicationScoped
public class DeadLetterStore {

    /** The role that a token carries beside {@code operator}. */
    public static final String PLATFORM_OPERATOR = "platform-operator";

    private static final String OPEN = "state in ('OPEN', 'ASSIGNED', 'FIXED')";

    private static final Set<String> OPEN_STATES = Set.of("OPEN", "ASSIGNED", "FIXED");

    private static final String LETTER = """
            select letter.*, coalesce(%s > letter.aggregate_version, false) and %s as overtaken
            from dead_letter letter left join inbox_watermark mark
                on mark.consumer = letter.consumer and mark.aggregate_key = letter.aggregate_key""".formatted(InboxStore.appliedOf("mark"), OPEN);

    private static final String PAGE = LETTER + """
             where letter.tenant_id = any (?)
                and (?::text is null or letter.consumer = ?) and (?::text is null or letter.topic = ?)
                and (?::text is null or letter.failure_group = ?)
                and (?::text is null or letter.state = ?) and (?::uuid is null or letter.dlq_id > ?)
            order by letter.dlq_id limit ?""";

    private static final String OF_KEY = LETTER + """
             where letter.tenant_id = any (?) and letter.%s and letter.aggregate_key = ?
            order by letter.dlq_id limit ?""".formatted(OPEN);

    private static final String SELECTED = """
             from dead_letter where tenant_id = any (?) and %s
                and (?::text is null or consumer = ?) and (?::text is null or topic = ?)
                and (?::text is null or failure_group = ?) and (?::uuid[] is null or dlq_id = any (?::uuid[]))""".formatted(OPEN);

    /** In the order in which a redrive must go: that of their keys. */
    private static final String SELECT =
            "select dlq_id " + SELECTED + " order by topic, partition, record_offset limit ?";

    private static final String COUNT = "select count(*) " + SELECTED;

    private static final String GROUPS = """
            select failure_group, consumer, failure_class, min(failure_message) as example, count(*) as letters,
                count(*) filter (where owner is null) as unowned, min(last_failed_at) as oldest
            from dead_letter where tenant_id = any (?) and %s
            group by failure_group, consumer, failure_class order by letters desc, failure_group limit 200""".formatted(OPEN);

    private static final String BEFORE = """
            select earlier.dlq_id from dead_letter earlier join dead_letter later on later.dlq_id = ?
            where earlier.consumer = later.consumer and earlier.aggregate_key = later.aggregate_key
                and later.aggregate_key <> '' and earlier.%s and earlier.topic = later.topic
                and earlier.partition = later.partition and earlier.record_offset < later.record_offset
            order by earlier.record_offset limit 1""".formatted(OPEN);

    private static final String OPEN_OF_KEY =
            "select count(*) from dead_letter where consumer = ? and aggregate_key = ? and " + OPEN;

    private static final String CHANGE = """
            update dead_letter set state = ?, owner = coalesce(?, owner), repaired_value = coalesce(?, repaired_value),
                closed_at = case when ? in ('RESOLVED', 'OVERTAKEN', 'DISCARDED') then clock_timestamp() end where dlq_id = ?""";

    private static final String FAIL = """
            update dead_letter set attempts = attempts + 1, last_failed_at = clock_timestamp(), failure_class = ?,
                failure_message = ? where dlq_id = ?""";

    private final DataSource dataSource;

    DeadLetterStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A dead letter without its original. */
    public record Letter(
            UUID dlqId,
            String consumer,
            UUID messageId,
            String tenantId,
            String aggregateKey,
            long aggregateVersion,
            String eventType,
            String topic,
            int partition,
            long offset,
            String failureType,
            String failureClass,
            String failureMessage,
            String failureGroup,
            int attempts,
            Instant firstFailedAt,
            Instant lastFailedAt,
            String state,
            Optional<String> owner,
            boolean repaired,
            boolean overtaken) {

        public boolean isOpen() {
            return OPEN_STATES.contains(state);
        }
    }

    /** Letters that failed alike. */
    public record Group(
            String failureGroup,
            String consumer,
            String failureClass,
            String example,
            long letters,
            long unowned,
            Instant oldest) {}

    /**
     * Whose letters somebody may see and act on: his tenant's, and those of records that name no tenant when he is the platform's operator.
     * What is nobody's may hold what is anybody's.
     */
    public record Reach(String tenantId, boolean nobodys) {

        public static Reach of(Caller caller) {
            return new Reach(caller.tenant(), caller.hasRole(PLATFORM_OPERATOR));
        }

        private Array tenants(Connection connection) throws SQLException {
            // A tenant may be called so, and is not nobody for that.
            boolean onlyNobodys = tenantId.equals(DeadLetters.UNKNOWN);
            String[] own = onlyNobodys ? new String[0] : new String[] {tenantId};
            return connection.createArrayOf("text", nobodys ? new String[] {tenantId, DeadLetters.UNKNOWN} : own);
        }
    }

    /** Which letters of those that somebody may see; what is absent doesn't narrow. */
    public record Filter(
            Reach reach,
            @Nullable String consumer,
            @Nullable String topic,
            @Nullable String failureGroup) {}

    public List<Letter> page(Filter filter, @Nullable String state, @Nullable UUID after, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(PAGE)) {
            int next = bind(select, filter);
            select.setString(next, state);
            select.setString(next + 1, state);
            select.setObject(next + 2, after);
            select.setObject(next + 3, after);
            select.setInt(next + 4, limit);
            return letters(select);
        } catch (SQLException e) {
            throw new DatabaseFailure("Dead letters could not be read", e);
        }
    }

    /** The oldest open letters of an aggregate, those included that could not be read: their record still had its key. */
    public List<Letter> ofKey(Reach reach, String key, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(OF_KEY)) {
            select.setArray(1, reach.tenants(connection));
            select.setString(2, key);
            select.setInt(3, limit);
            return letters(select);
        } catch (SQLException e) {
            throw new DatabaseFailure("The dead letters of " + key + " could not be read", e);
        }
    }

    /** The open letters that a redrive is about, in the order in which it must go. */
    List<UUID> select(Filter filter, List<UUID> ids, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setInt(bind(select, filter, ids), limit);
            List<UUID> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new DatabaseFailure("Dead letters could not be selected", e);
        }
    }

    /** How many open letters {@link #select} would find without a limit. */
    long count(Filter filter, List<UUID> ids) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            bind(count, filter, ids);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("Dead letters could not be counted", e);
        }
    }

    public List<Group> groups(Reach reach) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(GROUPS)) {
            select.setArray(1, reach.tenants(connection));
            List<Group> groups = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    groups.add(new Group(
                            row.getString("failure_group"),
                            row.getString("consumer"),
                            row.getString("failure_class"),
                            row.getString("example"),
                            row.getLong("letters"),
                            row.getLong("unowned"),
                            row.getTimestamp("oldest").toInstant()));
                }
            }
            return groups;
        } catch (SQLException e) {
            throw new DatabaseFailure("Dead letters could not be grouped", e);
        }
    }

    public Optional<Letter> find(Reach reach, UUID dlqId) {
        return one(LETTER + " where letter.tenant_id = any (?) and letter.dlq_id = ?", reach, dlqId);
    }

    /** The same, locked until the transaction ends. */
    public Optional<Letter> lock(Reach reach, UUID dlqId) {
        return one(
                LETTER + " where letter.tenant_id = any (?) and letter.dlq_id = ? for update of letter", reach, dlqId);
    }

    /** What came from Kafka, with the repaired value in its place if there is one and {@code repaired} asks for it. */
    StoredRecord original(UUID dlqId, boolean repaired) {
        String sql = "select %s, repaired_value from dead_letter where dlq_id = ?".formatted(StoredRecord.COLUMNS);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, dlqId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("There is no dead letter " + dlqId);
                }
                StoredRecord original = StoredRecord.read(row);
                byte[] patch = row.getBytes("repaired_value");
                return repaired && patch != null ? original.withValue(patch) : original;
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("The original of " + dlqId + " could not be read", e);
        }
    }

    /** The value as text, as it came and as it was repaired. */
    public List<String> values(UUID dlqId) {
        byte[] came = original(dlqId, false).value();
        byte[] repaired = original(dlqId, true).value();
        return List.of(text(came), text(repaired));
    }

    /** An earlier letter of the same key that is still open. */
    Optional<UUID> openBefore(UUID dlqId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(BEFORE)) {
            select.setObject(1, dlqId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("Earlier dead letters could not be looked up", e);
        }
    }

    boolean hasOpen(String consumer, String key) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(OPEN_OF_KEY)) {
            select.setString(1, consumer);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("Open dead letters of " + key + " could not be counted", e);
        }
    }

    /** Moves the letter on; owner and repaired value stay where they are not given. */
    void change(UUID dlqId, String state, @Nullable String owner, byte @Nullable [] repaired) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(CHANGE)) {
            update.setString(1, state);
            update.setString(2, owner);
            update.setBytes(3, repaired);
            update.setString(4, state);
            update.setObject(5, dlqId);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("Dead letter " + dlqId + " could not be changed", e);
        }
    }

    void failedAgain(UUID dlqId, Throwable failure) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(FAIL)) {
            update.setString(1, failure.getClass().getName());
            update.setString(2, DeadLetters.messageOf(failure));
            update.setObject(3, dlqId);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure("The failure of " + dlqId + " could not be noted", e);
        }
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    private static int bind(PreparedStatement select, Filter filter) throws SQLException {
        select.setArray(1, filter.reach().tenants(select.getConnection()));
        select.setString(2, filter.consumer());
        select.setString(3, filter.consumer());
        select.setString(4, filter.topic());
        select.setString(5, filter.topic());
        select.setString(6, filter.failureGroup());
        select.setString(7, filter.failureGroup());
        return 8;
    }

    private static int bind(PreparedStatement select, Filter filter, List<UUID> ids) throws SQLException {
        int next = bind(select, filter);
        var array = ids.isEmpty() ? null : select.getConnection().createArrayOf("uuid", ids.toArray());
        select.setArray(next, array);
        select.setArray(next + 1, array);
        return next + 2;
    }

    private Optional<Letter> one(String sql, Reach reach, UUID dlqId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, reach.tenants(connection));
            select.setObject(2, dlqId);
            return letters(select).stream().findFirst();
        } catch (SQLException e) {
            throw new DatabaseFailure("Dead letter " + dlqId + " could not be read", e);
        }
    }

    private static List<Letter> letters(PreparedStatement select) throws SQLException {
        List<Letter> letters = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.add(new Letter(
                        row.getObject("dlq_id", UUID.class),
                        row.getString("consumer"),
                        row.getObject("message_id", UUID.class),
                        row.getString("tenant_id"),
                        row.getString("aggregate_key"),
                        row.getLong("aggregate_version"),
                        row.getString("event_type"),
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("record_offset"),
                        row.getString("failure_type"),
                        row.getString("failure_class"),
                        row.getString("failure_message"),
                        row.getString("failure_group"),
                        row.getInt("attempts"),
                        row.getTimestamp("first_failed_at").toInstant(),
                        row.getTimestamp("last_failed_at").toInstant(),
                        row.getString("state"),
                        Optional.ofNullable(row.getString("owner")),
                        row.getBytes("repaired_value") != null,
                        row.getBoolean("overtaken")));
            }
        }
        return letters;
    }
}
