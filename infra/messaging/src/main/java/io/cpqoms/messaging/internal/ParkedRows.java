package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What could not be published and waits beside the outbox, as the shard's relay sees it: it parks, publishes what an
 * operator released, and records what became of it. Only the holder of the shard's lock may use it.
 */
final class ParkedRows {

    private final Connection connection;
    private final int shard;
    private final DrillPoints drills;

    ParkedRows(Connection connection, int shard, DrillPoints drills) {
        this.connection = connection;
        this.shard = shard;
        this.drills = drills;
    }

    /** Copies the rows; one that is parked already (seen again after a restore) keeps its failure. */
    void park(Map<OutboxRow, RelayPublisher.Refusal> parked) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into outbox_parked (" + OutboxRow.COLUMNS_TO_PARK
                        + ", outbox_id, shard, failure, behind) select " + OutboxRow.COLUMNS_TO_PARK
                        + ", id, shard, ?, ? from outbox_message where shard = ? and id = ? on conflict (outbox_id) do nothing")) {
            for (Map.Entry<OutboxRow, RelayPublisher.Refusal> entry : parked.entrySet()) {
                insert.setString(1, entry.getValue().reason());
                insert.setBoolean(2, entry.getValue().behind());
                insert.setInt(3, shard);
                insert.setLong(4, entry.getKey().id());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Keys with a parked row; their later rows park behind it. */
    List<String> keys() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select distinct record_key from outbox_parked"
                + " where shard = ? and state in ('PARKED', 'RELEASED')")) {
            select.setInt(1, shard);
            List<String> keys = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    keys.add(result.getString(1));
                }
            }
            return keys;
        }
    }

    /**
     * The rows of one released key that may go now, in order: the released one at its head and those that only waited
     * behind it, up to the next one with a failure of its own.
     */
    List<OutboxRow> released(int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select outbox_id, " + OutboxRow.COLUMNS_TO_PARK
                + ", state = 'RELEASED' or behind from outbox_parked where state in ('PARKED', 'RELEASED')"
                + " and record_key = (select record_key from outbox_parked where shard = ? and state = 'RELEASED'"
                + " limit 1) order by outbox_id limit ?")) {
            select.setInt(1, shard);
            select.setInt(2, limit);
            List<OutboxRow> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next() && result.getBoolean(15)) {
                    rows.add(OutboxRow.read(result, 0));
                }
            }
            return rows;
        }
    }

    /**
     * Records what became of released rows, and lets the next one of the key that only waited follow.
     *
     * @return whether the key is free: nothing of it is parked any more
     */
    boolean settle(List<OutboxRow> rows, Map<OutboxRow, RelayPublisher.Refusal> refused) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement update = connection.prepareStatement("""
                update outbox_parked set state = ?, failure = coalesce(?, failure), behind = coalesce(?, behind),
                       changed_at = clock_timestamp() where outbox_id = ?""")) {
            for (OutboxRow row : rows) {
                RelayPublisher.Refusal refusal = refused.get(row);
                update.setString(1, refusal == null ? "PUBLISHED" : "PARKED");
                update.setString(2, refusal == null ? null : refusal.reason());
                update.setObject(3, refusal == null ? null : refusal.behind(), Types.BOOLEAN);
                update.setLong(4, row.id());
                update.addBatch();
            }
            update.executeBatch();
            boolean free = followers(rows.getFirst().key(), refused.isEmpty());
            drills.reached("outbox.releasing");
            connection.commit();
            return free;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean followers(String key, boolean goOn) throws SQLException {
        String head = "select outbox_id from outbox_parked where record_key = ? and state in ('PARKED', 'RELEASED')"
                + " order by outbox_id limit 1";
        if (goOn) {
            try (PreparedStatement follow = connection.prepareStatement(
                    "update outbox_parked set state = 'RELEASED' where behind and outbox_id = (" + head + ")")) {
                follow.setString(1, key);
                follow.executeUpdate();
            }
        }
        try (PreparedStatement select = connection.prepareStatement(head)) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return !row.next();
            }
        }
    }
}
