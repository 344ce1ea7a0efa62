package io.cpqoms.messaging.internal;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Looks after the outbox table: says how much of it is not published yet, and truncates the segments of the ring that
 * every shard has passed and retention has released. A segment is never the current day's; what is parked is a copy
 * elsewhere. Any instance may do it, because the decision is taken under the segment's lock.
 */
@AcrossTenants
@ApplicationScoped
public class OutboxCare {

    /** Larger backlogs are reported as this many: counting on would cost more than the number is worth. */
    public static final int MOST_COUNTED = 100_000;

    private static final int SEGMENTS = 8;
    private static final Duration SEGMENT_TIME = Duration.ofDays(1);
    // Two ways to find the same: by xid what is fresh, by id what is left of a backlog that is being worked off.
    private static final String BACKLOG = """
            select r.shard, r.saved_at, r.tick, count(u.created_at),
                   extract(epoch from clock_timestamp() - min(u.created_at)),
                   exists (select 1 from pg_locks where locktype = 'advisory' and classid = %2$d and objid = r.shard
                              and database = (select oid from pg_database where datname = current_database()))
              from outbox_stand r left join lateral (
                   select * from (
                          (select created_at from outbox_message
                            where r.target is null and shard = r.shard and xid >= pg_snapshot_xmax(r.published_to)
                            order by xid limit %1$d)
                          union all
                          (select created_at from outbox_message
                            where r.target is null and shard = r.shard
                              and xid = any (array(select pg_snapshot_xip(r.published_to))) limit %1$d)
                          union all
                          (select created_at from outbox_message
                            where r.target is not null and shard = r.shard and id > r.after_id
                              and not pg_visible_in_snapshot(xid, r.published_to)
                            order by id limit %1$d)) unpublished limit %1$d) u on true
             where r.shard < (select shards from outbox_relay where shard = 0)
             group by r.shard, r.saved_at, r.tick order by r.shard""".formatted(MOST_COUNTED, RelaySession.LOCK_CLASS);
    // From topic to topic by the index, however many rows of each there are.
    private static final String HELD = """
            with recursive held (shard, topic) as (
                 (select shard, topic from outbox_parked where topic_held and state = 'PARKED'
                   order by shard, topic limit 1)
                 union all
                 select next.* from held cross join lateral (
                        select shard, topic from outbox_parked
                         where topic_held and state = 'PARKED' and (shard, topic) > (held.shard, held.topic)
                         order by shard, topic limit 1) next)
            select h.topic, sum(p.rows)::bigint, min(p.since), min(p.failure)
              from held h cross join lateral (
                   select count(*) as rows, min(parked_at) as since, min(failure) as failure
                     from (select parked_at, failure from outbox_parked
                            where topic_held and state = 'PARKED' and shard = h.shard and topic = h.topic
                            order by outbox_id limit %1$d) of_topic) p
             where p.rows > 0
             group by h.topic order by h.topic""".formatted(MOST_COUNTED);
    private static final String WITHHELD = """
            select count(*), extract(epoch from clock_timestamp() - min(parked_at))
              from (select parked_at from outbox_parked where state = 'PARKED' and not topic_held limit %d) waiting""".formatted(MOST_COUNTED);
    // Also while the database has moved and was not compared with Kafka: what the ring let go would count as forgotten.
    private static final String UNPUBLISHED = """
            select coalesce((select max(shard) from %1$s), -1) > (select coalesce(max(shard), -1) from outbox_relay)
                   or exists (select 1 from outbox_relay r where r.database <> %2$s
                                 or not exists (select 1 from outbox_position p where p.shard = r.shard))
                   or exists (select 1 from outbox_stand r cross join lateral (
                              select 1 from %1$s m
                               where m.shard = r.shard and m.xid >= pg_snapshot_xmin(r.published_to)
                                 and not pg_visible_in_snapshot(m.xid, r.published_to) limit 1) left_over)
                   or exists (select 1 from (select database from outbox_mark order by xid desc limit 1) latest
                               where latest.database <> %2$s)""";

    private final DataSource dataSource;
    private final Duration retention;
    private final DrillPoints drills;

    OutboxCare(DataSource dataSource, MessagingConfig config, DrillPoints drills) {
        this.dataSource = dataSource;
        this.drills = drills;
        this.retention = config.outbox().retention();
    }

    /**
     * How a shard stands.
     *
     * @param unpublished committed rows that are not on Kafka yet, at most {@link #MOST_COUNTED}
     * @param held whether some instance holds the right to publish it
     */
    public record Shard(
            int number, Instant savedAt, long tick, long unpublished, Duration oldestUnpublished, boolean held) {}

    public List<Shard> shards() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(BACKLOG);
                ResultSet row = select.executeQuery()) {
            List<Shard> shards = new ArrayList<>();
            while (row.next()) {
                shards.add(new Shard(
                        row.getInt(1),
                        row.getTimestamp(2).toInstant(),
                        row.getLong(3),
                        row.getLong(4),
                        Duration.ofMillis(Math.max(0, (long) (row.getDouble(5) * 1_000))),
                        row.getBoolean(6)));
            }
            return shards;
        } catch (SQLException e) {
            throw new DatabaseFailure("The outbox backlog can't be read", e);
        }
    }

    /**
     * A topic whose rows wait until it takes records.
     *
     * @param messages rows that wait, of all tenants, at most {@link #MOST_COUNTED} of each shard
     */
    public record HeldTopic(String topic, long messages, Instant since, String failure) {}

    public List<HeldTopic> heldTopics() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(HELD);
                ResultSet row = select.executeQuery()) {
            List<HeldTopic> topics = new ArrayList<>();
            while (row.next()) {
                topics.add(new HeldTopic(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant(), row.getString(4)));
            }
            return topics;
        } catch (SQLException e) {
            throw new DatabaseFailure("The held topics can't be read", e);
        }
    }

    /**
     * Rows that wait for a person, and those of their keys behind them.
     *
     * @param messages of all tenants, at most {@link #MOST_COUNTED}
     * @param oldest how long the oldest of those counted has been waiting
     */
    public record Withheld(long messages, Duration oldest) {}

    public Withheld withheld() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(WITHHELD);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Withheld(row.getLong(1), Duration.ofMillis(Math.max(0, (long) (row.getDouble(2) * 1_000))));
        } catch (SQLException e) {
            throw new DatabaseFailure("The withheld rows can't be counted", e);
        }
    }

    /** Truncates every segment whose last day, retention and shards are over; answers which. */
    public List<Integer> turn(Instant now) {
        List<Integer> released = new ArrayList<>();
        long today = now.getEpochSecond() / SEGMENT_TIME.toSeconds();
        for (int segment = 0; segment < SEGMENTS; segment++) {
            long lastDay = today - Math.floorMod(today - segment, SEGMENTS);
            Instant over = Instant.EPOCH.plus(SEGMENT_TIME.multipliedBy(lastDay + 1));
            if (lastDay < today && !over.plus(retention).isAfter(now) && truncate(segment)) {
                released.add(segment);
            }
        }
        return released;
    }

    private boolean truncate(int segment) {
        String table = "outbox_message_" + segment;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                if (!answer(statement, "select exists (select 1 from " + table + ")")) {
                    return false;
                }
                statement.execute("set local lock_timeout = '500ms'");
                statement.execute("set local enable_seqscan = off");
                // From here on nothing comes in, so that what is found published stays all there is.
                statement.execute("lock table " + table + " in access exclusive mode");
                if (answer(statement, UNPUBLISHED.formatted(table, RelaySession.DATABASE))) {
                    return false;
                }
                statement.execute("truncate " + table);
                connection.commit();
                drills.reached("outbox.rotated");
                return true;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            if (Optional.ofNullable(e.getSQLState()).orElse("").equals("55P03")) {
                return false; // somebody reads or writes there; the next turn will find it free
            }
            throw new DatabaseFailure("Segment " + segment + " of the outbox can't be released", e);
        }
    }

    private static boolean answer(Statement statement, String question) throws SQLException {
        try (ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
