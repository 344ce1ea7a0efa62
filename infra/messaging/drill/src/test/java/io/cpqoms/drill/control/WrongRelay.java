package io.cpqoms.drill.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How a relay that many have written before us finds its next rows; each reads the library's own outbox table. */
public enum WrongRelay {
    /** "Everything with a greater id than the last": an id that is committed later is skipped for ever. */
    CURSOR {
        @Override
        List<Row> next(Connection connection, Row last) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement(COLUMNS + "where id > ? order by id limit " + PAGE)) {
                select.setLong(1, last.id());
                return rows(select);
            }
        }
    },
    /** "Everything below the oldest running transaction, by transaction id": that is not the order of commits. */
    XID_HORIZON {
        @Override
        List<Row> next(Connection connection, Row last) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(COLUMNS
                    + "where (xid, id) > (?::text::xid8, ?) and xid < pg_snapshot_xmin(pg_current_snapshot())"
                    + " order by xid, id limit " + PAGE)) {
                select.setString(1, Long.toString(last.xid()));
                select.setLong(2, last.id());
                return rows(select);
            }
        }
    },
    /** "Delete what you send, skip what another has locked": two of them send one aggregate's rows side by side. */
    ROW_DELETE {
        @Override
        List<Row> next(Connection connection, Row last) throws SQLException {
            try (PreparedStatement delete = connection.prepareStatement("""
                    delete from outbox_message where id in (
                        select id from outbox_message order by id limit 1 for update skip locked)
                    returning id, xid::text::bigint, topic, record_key, value""")) {
                List<Row> rows = rows(delete);
                // A returning clause promises no order; that mistake is not the one to show.
                rows.sort(Comparator.comparingLong(Row::id));
                return rows;
            }
        }
    };

    private static final int PAGE = 100;
    private static final String COLUMNS = "select id, xid::text::bigint, topic, record_key, value from outbox_message ";

    /** What a relay needs of an outbox row. */
    record Row(long id, long xid, String topic, String key, String value) {
        static final Row NONE = new Row(0, 0, "", "", "");
    }

    /** The rows after the last one; the caller commits once they are sent. */
    abstract List<Row> next(Connection connection, Row last) throws SQLException;

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(new Row(
                        result.getLong(1),
                        result.getLong(2),
                        result.getString(3),
                        result.getString(4),
                        result.getString(5)));
            }
        }
        return rows;
    }
}
