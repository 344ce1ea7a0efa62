package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rows of a shard that became visible since a position, a page at a time: written by a transaction that was running then
 * ({@code xip}) or started later ({@code >= xmax}). A backlog longer than a page is frozen in the snapshot in which it was found and walked
 * by id, from the last mark that all of it was appended after ({@link OutboxMarks}). No page, the first one neither, looks at more of the
 * backlog than it takes. Only where there is no such mark, as in a database that never made one, all of the backlog is asked once for its
 * first row: what is published before it may be days.
 */
final class RelayPages {

    static final String FRESH_ROWS = fresh("");

    /**
     * What is published isn't walked over. "shard + 0" leaves the planner no other way than the index by id, whatever it guesses of the
     * rest.
     */
    static final String BACKLOG_ROWS = """
            select null, %s
              from outbox_message
             where shard + 0 = ?
               and id > ?
               and not pg_visible_in_snapshot(xid, ?::pg_snapshot) and pg_visible_in_snapshot(xid, ?::pg_snapshot)
             order by id
             limit ?""".formatted(OutboxRow.COLUMNS);

    /**
     * Behind which id a backlog begins: the mark, otherwise the row before its first one. "id + 0" keeps the planner from looking for the
     * smallest id in the index by id, where all that is published lies before it.
     */
    static final String BEGINNING = """
            select coalesce(
                   (select last_id from outbox_mark where xid <= pg_snapshot_xmin(?::pg_snapshot) order by xid desc limit 1),
                   least((select min(id + 0) from outbox_message where shard = ? and xid >= ?::xid8),
                         (select min(id + 0) from outbox_message where shard = ? and xid = any (?::xid8[]))) - 1,
                   0)""";

    private final Connection connection;
    private final int shard;

    RelayPages(Connection connection, int shard) {
        this.connection = connection;
        this.shard = shard;
    }

    /**
     * All that is fresh, if that is less than a page; otherwise as much as shows that it is not, in no order that counts.
     *
     * @param before columns in front of them, each with its comma
     */
    static String fresh(String before) {
        return """
            select %2$snow.snapshot::text, fresh.*
              from (select pg_current_snapshot() as snapshot) now
              left join lateral (
                   (select %1$s from outbox_message where shard = ? and xid >= ?::xid8 order by xid limit ?)
                   union all
                   (select %1$s from outbox_message where shard = ? and xid = any (?::xid8[]) order by xid limit ?)
                   ) fresh on true
             order by fresh.id""".formatted(OutboxRow.COLUMNS, before);
    }

    RelaySession.Page next(RelaySession.Position from, int limit) throws SQLException {
        if (from.target().isPresent()) {
            return backlog(from, from.target().get(), limit);
        }
        try (PreparedStatement select = connection.prepareStatement(FRESH_ROWS)) {
            bind(select, 0, from, limit);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return page(result, 0, from, limit);
            }
        }
    }

    /** Binds {@link #fresh} behind so many other parameters. */
    void bind(PreparedStatement select, int skip, RelaySession.Position from, int limit) throws SQLException {
        select.setInt(skip + 1, shard);
        select.setString(skip + 2, from.firstUnknown());
        select.setInt(skip + 3, limit);
        select.setInt(skip + 4, shard);
        select.setArray(skip + 5, connection.createArrayOf("text", from.running()));
        select.setInt(skip + 6, limit);
    }

    /**
     * The page of {@link #fresh}, of which the first row is read and so many columns belong to others; the first one of a backlog, if that
     * is what was found.
     */
    RelaySession.Page page(ResultSet result, int skip, RelaySession.Position from, int limit) throws SQLException {
        String target = result.getString(skip + 1);
        List<OutboxRow> rows = new ArrayList<>();
        if (result.getObject(skip + 2) != null) {
            do {
                rows.add(OutboxRow.read(result, skip + 1));
            } while (result.next());
        }
        return rows.size() < limit ? page(from, target, rows, limit) : backlog(from, target, limit);
    }

    private RelaySession.Page backlog(RelaySession.Position from, String target, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BACKLOG_ROWS)) {
            select.setInt(1, shard);
            select.setLong(2, from.target().isPresent() ? from.afterId() : beginning(from));
            select.setString(3, from.publishedTo());
            select.setString(4, target);
            select.setInt(5, limit);
            try (ResultSet result = select.executeQuery()) {
                List<OutboxRow> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(OutboxRow.read(result, 1));
                }
                return page(from, target, rows, limit);
            }
        }
    }

    /** Visible for the test that counts what is read from there on. */
    long beginning(RelaySession.Position from) throws SQLException {
        if (from.publishedTo().equals(RelaySession.NOTHING)) {
            return 0; // Nothing published lies before it, and it is all that there is.
        }
        try (PreparedStatement select = connection.prepareStatement(BEGINNING)) {
            select.setString(1, from.publishedTo());
            select.setInt(2, shard);
            select.setString(3, from.firstUnknown());
            select.setInt(4, shard);
            select.setArray(5, connection.createArrayOf("text", from.running()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static RelaySession.Page page(RelaySession.Position from, String target, List<OutboxRow> rows, int limit) {
        if (rows.size() == limit) {
            return new RelaySession.Page(
                    rows, from.pagedTo(target, rows.getLast().id()));
        }
        return new RelaySession.Page(rows, from.reached(target, rows.isEmpty() ? from.tick() : from.tick() + 1));
    }
}
