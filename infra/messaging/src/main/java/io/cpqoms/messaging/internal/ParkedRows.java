package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What could not be published and waits beside the outbox, as the shard's relay sees it: it parks, publishes what an
 * operator released or a held topic takes again, and records what became of it. Rows that are held with their topic are
 * in nobody's way but their topic's. Only the holder of the shard's lock may use it.
 */
final class ParkedRows {

    /** Rows that keep their key from going on. */
    private static final String WAITING = "state in ('PARKED', 'RELEASED') and not topic_held";

    private static final String HELD = "topic_held and state = 'PARKED'";

    private final Connection connection;
    private final int shard;
    private final DrillPoints drills;

    ParkedRows(Connection connection, int shard, DrillPoints drills) {
        this.connection = connection;
        this.shard = shard;
        this.drills = drills;
    }

    /** Copies the rows; one that is parked already (seen again after a restore) keeps its failure. */
    void park(Map<OutboxRow, RowGate.Refusal> parked) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into outbox_parked (" + OutboxRow.COLUMNS_TO_PARK
                        + ", outbox_id, shard, failure, behind, topic_held) select " + OutboxRow.COLUMNS_TO_PARK
                        + ", id, shard, ?, ?, ? from outbox_message where shard = ? and id = ? on conflict (outbox_id)"
                        + " do nothing")) {
            for (Map.Entry<OutboxRow, RowGate.Refusal> entry : parked.entrySet()) {
                insert.setString(1, entry.getValue().reason());
                insert.setBoolean(2, entry.getValue().behind());
                insert.setBoolean(3, entry.getValue().topicHeld());
                insert.setInt(4, shard);
                insert.setLong(5, entry.getKey().id());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Lets rows go on that were parked behind one which was settled before they came: the relay had not noticed yet. Those
     * that were behind it when it was discarded wait for a person still.
     */
    void releaseOrphans() throws SQLException {
        try (PreparedStatement release = connection.prepareStatement("update outbox_parked head set state = 'RELEASED'"
                + " where shard = ? and behind and not topic_held and state = 'PARKED' and not exists (select from"
                + " outbox_parked earlier where earlier.record_key = head.record_key and earlier.state in ('PARKED',"
                + " 'RELEASED') and not earlier.topic_held and earlier.outbox_id < head.outbox_id) and parked_at >"
                + " (select max(settled.changed_at) from outbox_parked settled where settled.shard = head.shard"
                + " and settled.record_key = head.record_key and settled.state in ('DISCARDED', 'PUBLISHED')"
                + " and settled.outbox_id < head.outbox_id)")) {
            release.setInt(1, shard);
            release.executeUpdate();
        }
    }

    /** Keys with a parked row, and the first one of each; their later rows park behind it. */
    Map<String, Long> firstOfKeys() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select record_key, min(outbox_id) from outbox_parked"
                        + " where shard = ? and " + WAITING + " group by record_key")) {
            select.setInt(1, shard);
            Map<String, Long> keys = new HashMap<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    keys.put(result.getString(1), result.getLong(2));
                }
            }
            return keys;
        }
    }

    /** Topics of which rows are held. */
    List<String> heldTopics() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select distinct topic from outbox_parked where shard = ? and " + HELD)) {
            select.setInt(1, shard);
            List<String> topics = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    topics.add(result.getString(1));
                }
            }
            return topics;
        }
    }

    /** The first rows that are held with the topic, in the order of the outbox. */
    List<OutboxRow> held(String topic, PageSize size) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OutboxRow.cut(
                        "select outbox_id as id, " + OutboxRow.COLUMNS_TO_PARK
                                + " from outbox_parked where shard = ? and topic = ? and " + HELD
                                + " order by outbox_id limit ?",
                        "")
                + " order by id")) {
            select.setInt(1, size.bytes());
            select.setInt(2, shard);
            select.setString(3, topic);
            select.setInt(4, size.rows());
            List<OutboxRow> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    OutboxRow.readUncut(result, 0).ifPresent(rows::add);
                }
            }
            return rows;
        }
    }

    /**
     * The rows of one released key that may go now, in order: the released one at its head and those that only waited
     * behind it, up to the next one with a failure of its own.
     */
    List<OutboxRow> released(PageSize size) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OutboxRow.cut(
                        "select outbox_id as id, " + OutboxRow.COLUMNS_TO_PARK
                                + ", state = 'RELEASED' or behind as may_go from outbox_parked where " + WAITING
                                + " and record_key = (select record_key from outbox_parked head where shard = ? and state = 'RELEASED'"
                                + " and not exists (select 1 from outbox_parked where record_key = head.record_key and "
                                + WAITING + " and outbox_id < head.outbox_id) limit 1) order by outbox_id limit ?",
                        ", may_go")
                + " order by id")) {
            select.setInt(1, size.bytes());
            select.setInt(2, shard);
            select.setInt(3, size.rows());
            List<OutboxRow> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next() && result.getBoolean(15)) {
                    OutboxRow.readUncut(result, 0).ifPresent(rows::add);
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
    boolean settleReleased(RelayPublisher.Published page, String key) throws SQLException {
        return OneTransaction.of(connection, () -> {
            record(page);
            boolean free = followers(key, page.refused().values().stream().allMatch(RowGate.Refusal::topicHeld));
            drills.reached("outbox.releasing");
            return free;
        });
    }

    /** Records what became of rows whose topic was held. */
    int settleHeld(RelayPublisher.Published page) throws SQLException {
        return OneTransaction.of(connection, () -> {
            record(page);
            drills.reached("outbox.unholding");
            return page.sent().size();
        });
    }

    /** What an operator discarded meanwhile stays so, unless it was on its way already. */
    private void record(RelayPublisher.Published page) throws SQLException {
        try (PreparedStatement publish =
                connection.prepareStatement("update outbox_parked set state = 'PUBLISHED', topic_held = false,"
                        + " changed_at = clock_timestamp() where outbox_id = any (?)")) {
            publish.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", page.sent().stream().map(OutboxRow::id).toArray()));
            publish.executeUpdate();
        }
        try (PreparedStatement park = connection.prepareStatement(
                "update outbox_parked set state = 'PARKED', failure = ?, behind = ?, topic_held = ?, changed_at ="
                        + " clock_timestamp() where outbox_id = ? and state <> 'DISCARDED'")) {
            for (Map.Entry<OutboxRow, RowGate.Refusal> entry : page.refused().entrySet()) {
                park.setString(1, entry.getValue().reason());
                park.setBoolean(2, entry.getValue().behind());
                park.setBoolean(3, entry.getValue().topicHeld());
                park.setLong(4, entry.getKey().id());
                park.addBatch();
            }
            park.executeBatch();
        }
    }

    private boolean followers(String key, boolean goOn) throws SQLException {
        String head = "select outbox_id from outbox_parked where record_key = ? and " + WAITING
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
