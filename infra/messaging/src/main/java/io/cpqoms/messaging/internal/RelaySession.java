package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One relay's right to publish a shard: a database session that holds the shard's advisory lock and reads the outbox.
 * Who loses the session loses the right; the server ends a session that is silent for longer than its lease, so that a
 * frozen process or a cut network gives the shard away.
 *
 * <p>The next rows are those that became visible since the last published snapshot: written by a transaction that was
 * running then ({@code xip}) or started later ({@code >= xmax}). Ordered by id they keep each aggregate's commit order,
 * because whoever appends holds the aggregate's row lock. A backlog longer than a page is frozen in the snapshot in which
 * it was found and walked by id.
 */
final class RelaySession implements AutoCloseable {

    /** The position before the first row that any transaction wrote. */
    static final String NOTHING = "1:1:";

    /**
     * Which cluster, and which of its timelines, this session talks to. Another timeline is a promoted standby or a recovery to a moment
     * of the past: rows and position are from the same log, and the position keeps its meaning. Another cluster is a restore.
     */
    static final String DATABASE =
            "(select system_identifier || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) from pg_control_system())";

    static final int LOCK_CLASS = 0x6f626f78;
    /** The end of an index, however many positions lie before it. */
    private static final String POSITION = "select published_to::text, target::text, after_id, tick, database, "
            + DATABASE + ", manifested_to::text from outbox_stand where shard = ?";

    /** What outbox_relay says, where it is later: of a new shard, or saved by the release before. */
    private static final String TAKE_OVER = """
            insert into outbox_position (shard, published_to, target, after_id, tick, manifested_to, saved_at)
            select shard, published_to, target, after_id, tick, manifested_to, saved_at from outbox_relay relay
             where shard = ? and saved_at > coalesce((select position.saved_at from outbox_position position
                    where position.shard = relay.shard order by position.id desc limit 1), '-infinity')""";

    private static final String SAVE = """
            insert into outbox_position (shard, published_to, target, after_id, tick, manifested_to)
            values (?, ?::pg_snapshot, ?::pg_snapshot, ?, ?, ?::pg_snapshot) returning id""";

    private static final int SAVED_PARAMETERS = 6;
    private static final String SAVE_AND_NEXT =
            "with saved as (" + SAVE + ") " + RelayPages.fresh("(select id from saved), ");

    private final Connection connection;
    private final int shard;
    private final DrillPoints drills;
    private final RelayLease lease;
    private final RelayPages pages;
    private String manifestedTo = NOTHING;
    /** The last position saved here, and up to which the former ones are gone; only the holder of the shard saves any. */
    private long lastSaved;

    private long droppedTo;
    private long term;

    RelaySession(Connection connection, int shard, Duration lease, DrillPoints drills) throws SQLException {
        this.connection = connection;
        this.shard = shard;
        this.drills = drills;
        this.lease = new RelayLease(lease);
        this.pages = new RelayPages(connection, shard);
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            RelayLease.impose(statement, lease);
            // Right after a segment was truncated the planner believes a sequential scan is cheap; it isn't for long.
            statement.execute("set enable_seqscan = off");
            // Nor is what gathers all of a backlog before it gives the first row.
            statement.execute("set enable_bitmapscan = off");
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("set jit = off");
            statement.execute("set max_parallel_workers_per_gather = 0");
            // What a crash of the server takes of the last saves is published again; waiting for the disk would gain
            // nothing.
            statement.execute("set synchronous_commit = off");
        }
    }

    /**
     * How far the shard is published: everything visible in {@code publishedTo} is on Kafka. While a backlog is worked
     * off, {@code target} is the frozen snapshot it is read in and {@code afterId} its last row on Kafka.
     */
    record Position(String publishedTo, Optional<String> target, long afterId, long tick) {

        Position reached(String snapshot, long nextTick) {
            return new Position(snapshot, Optional.empty(), 0, nextTick);
        }

        Position pagedTo(String snapshot, long id) {
            return new Position(publishedTo, Optional.of(snapshot), id, tick + 1);
        }

        String firstUnknown() {
            return publishedTo.split(":", -1)[1];
        }

        String[] running() {
            String running = publishedTo.split(":", -1)[2];
            return running.isEmpty() ? new String[0] : running.split(",");
        }
    }

    /** The rows to publish now and the position to save once they are all on Kafka. */
    record Page(List<OutboxRow> rows, Position end) {

        boolean hasMoreBehind() {
            return end.target().isPresent();
        }
    }

    int shard() {
        return shard;
    }

    RelayLease lease() {
        return lease;
    }

    /** Of this take-over, known once the position is: ascends, but may begin lower after a recovery or a restore of the database. */
    long term() {
        return term;
    }

    boolean tryLock() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
            lock.setInt(1, LOCK_CLASS);
            lock.setInt(2, shard);
            try (ResultSet result = lock.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Renews the lease. @throws SQLException when it is lost */
    void keepAlive() throws SQLException {
        long asked = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
        lease.renewed(asked);
    }

    /** Tells the holder of the shard that this instance has committed rows of it. */
    void tellHolder() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(RelayNotices.telling(shard));
        }
    }

    /**
     * Where to go on; the beginning of what is still there when the position is another cluster's, as after a restore.
     *
     * @throws IllegalStateException when the number of shards was changed over rows that wait under the former number
     */
    Position position(int shards) throws SQLException {
        OneTransaction.of(connection, () -> {
            RelayGuard.requireShards(connection, shards);
            return enter(shards);
        });
        Position position = stored();
        term = insert(position);
        return position;
    }

    private Position stored() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(POSITION)) {
            select.setInt(1, shard);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                if (!clusterOf(row.getString(5)).equals(clusterOf(row.getString(6)))) {
                    return startOver(row.getLong(4));
                }
                moved();
                manifestedTo = row.getString(7);
                return new Position(
                        row.getString(1), Optional.ofNullable(row.getString(2)), row.getLong(3), row.getLong(4));
            }
        }
    }

    /** A shard's row never stands there without a position, or what waits there would look published. */
    private int enter(int shards) throws SQLException {
        try (PreparedStatement create = connection.prepareStatement("insert into outbox_relay"
                + " (shard, shards, database, published_to, manifested_to) values (?, ?, " + DATABASE
                + ", '1:1:', '1:1:') on conflict (shard) do update set shards = excluded.shards")) {
            create.setInt(1, shard);
            create.setInt(2, shards);
            create.executeUpdate();
        }
        // Shards that are no more were found empty; their rows must not speak of the former number for ever.
        try (PreparedStatement lower =
                connection.prepareStatement("update outbox_relay set shards = ? where shard >= ? and shards <> ?")) {
            for (int parameter = 1; parameter <= 3; parameter++) {
                lower.setInt(parameter, shards);
            }
            lower.executeUpdate();
        }
        try (PreparedStatement begin = connection.prepareStatement(TAKE_OVER)) {
            begin.setInt(1, shard);
            return begin.executeUpdate();
        }
    }

    /** What the position says still holds; only where it stands now is another timeline. */
    private void moved() throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(
                "update outbox_relay set database = " + DATABASE + " where shard = ? and database <> " + DATABASE)) {
            note.setInt(1, shard);
            note.executeUpdate();
        }
    }

    private static String clusterOf(String database) {
        return database.split("/", 2)[0];
    }

    /**
     * After a restore everything that is still there counts as unpublished; consumers drop what they know by message id.
     * In another cluster transaction ids start anew, so that the rows are given one of this cluster's.
     */
    private Position startOver(long tick) throws SQLException {
        return OneTransaction.of(connection, () -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("delete from outbox_message where shard = " + shard + " and id in"
                        + " (select outbox_id from outbox_parked where state in ('PUBLISHED', 'DISCARDED'))");
                statement.executeUpdate("update outbox_message set xid = pg_current_xact_id() where shard = " + shard);
                // Also the columns of the release before: a position of another cluster must never count again.
                statement.executeUpdate("update outbox_relay set database = " + DATABASE
                        + ", published_to = '1:1:', target = null, after_id = 0, manifested_to = '1:1:' where shard = "
                        + shard);
                Position beginning = new Position(NOTHING, Optional.empty(), 0, tick);
                insert(beginning);
                return beginning;
            }
        });
    }

    Page next(Position from, PageSize size) throws SQLException {
        long asked = System.nanoTime();
        Page page = pages.next(from, size);
        lease.renewed(asked);
        return page;
    }

    /** Saves where the shard is and reads on, in one statement: nothing was refused, and no backlog waits behind. */
    Page saveAndNext(Position reached, PageSize size) throws SQLException {
        long asked = System.nanoTime();
        Page page;
        try (PreparedStatement statement = connection.prepareStatement(SAVE_AND_NEXT)) {
            bind(statement, reached);
            pages.bind(statement, SAVED_PARAMETERS, reached, size);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                lastSaved = result.getLong(1);
                page = pages.page(result, 1, reached, size);
            }
        }
        lease.renewed(asked);
        return page;
    }

    /** Saves the position and parks the refused rows in one transaction. */
    void save(Position position, Map<OutboxRow, RowGate.Refusal> refused) throws SQLException {
        long asked = System.nanoTime();
        OneTransaction.of(connection, () -> {
            if (!refused.isEmpty()) {
                parked().park(refused);
                drills.reached("outbox.parking");
            }
            long saved = insert(position);
            drills.reached("outbox.saving");
            return saved;
        });
        lease.renewed(asked);
    }

    private long insert(Position position) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SAVE)) {
            bind(insert, position);
            lastSaved = id(insert);
        }
        return lastSaved;
    }

    private void bind(PreparedStatement insert, Position position) throws SQLException {
        insert.setInt(1, shard);
        insert.setString(2, position.publishedTo());
        insert.setString(3, position.target().orElse(null));
        insert.setLong(4, position.afterId());
        insert.setLong(5, position.tick());
        insert.setString(6, manifestedTo);
    }

    /** Saves that everything published and visible in the snapshot is named by a manifest. */
    void saveManifested(String snapshot) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                    insert into outbox_position
                        (shard, published_to, target, after_id, tick, manifested_to, saved_at)
                    select shard, published_to, target, after_id, tick, ?::pg_snapshot, saved_at
                      from outbox_stand where shard = ? returning id""")) {
            insert.setString(1, snapshot);
            insert.setInt(2, shard);
            lastSaved = id(insert);
        }
        manifestedTo = snapshot;
    }

    private static long id(PreparedStatement insert) throws SQLException {
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Takes away the positions that were passed since the last time. What was deleted before is not walked over again, although it may lie
     * there still, under somebody's old snapshot.
     */
    void dropPassed() throws SQLException {
        if (lastSaved <= droppedTo) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from outbox_position where shard = ? and id >= ? and id < ?")) {
            delete.setInt(1, shard);
            delete.setLong(2, droppedTo);
            delete.setLong(3, lastSaved);
            delete.executeUpdate();
        }
        droppedTo = lastSaved;
    }

    /**
     * The latest of what is on Kafka but maybe in no manifest yet, because the last holder of the shard died before it wrote one. Of
     * parked rows those count that were published later than the manifests reach, by the transaction that recorded it.
     */
    List<Map.Entry<String, UUID>> unmanifested(int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                    select topic, message_id from (
                    select m.topic, m.message_id, m.id
                      from outbox_stand r join outbox_message m
                        on m.shard = r.shard and m.xid >= pg_snapshot_xmin(r.manifested_to)
                       and not pg_visible_in_snapshot(m.xid, r.manifested_to)
                       and (pg_visible_in_snapshot(m.xid, r.published_to)
                            or pg_visible_in_snapshot(m.xid, r.target) and m.id <= r.after_id)
                     where r.shard = ? and not exists (select 1 from outbox_parked p where p.outbox_id = m.id)
                     union all
                    select p.topic, p.message_id, p.outbox_id
                      from outbox_stand r join outbox_parked p on p.shard = r.shard and p.state = 'PUBLISHED'
                     where r.shard = ? and age(p.xmin) <= age(pg_snapshot_xmin(r.manifested_to)::xid)
                     ) published order by id desc limit ?""")) {
            select.setInt(1, shard);
            select.setInt(2, shard);
            select.setInt(3, limit);
            List<Map.Entry<String, UUID>> messages = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    messages.add(Map.entry(row.getString(1), row.getObject(2, UUID.class)));
                }
            }
            return messages;
        }
    }

    /** The parked rows of the shard, in this session. */
    ParkedRows parked() {
        return new ParkedRows(connection, shard, drills);
    }

    /** The statements and their parameters' number, for the test that looks at their plans. */
    static List<String> statements() {
        return List.of(RelayPages.FRESH_ROWS, RelayPages.BACKLOG_ROWS, SAVE_AND_NEXT);
    }

    /** Finds where a shard is, and saves it: for the test that counts what they read. */
    static List<String> positionStatements() {
        return List.of(POSITION, SAVE);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
