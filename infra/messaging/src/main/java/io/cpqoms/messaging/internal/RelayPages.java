package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    static final String BACKLOG_ROWS = "select null, backlog.* from ("
            + OutboxRow.cut("""
            select %s
              from outbox_message
             where shard + 0 = ?
               and id > ?
               and not pg_visible_in_snapshot(xid, ?::pg_snapshot) and pg_visible_in_snapshot(xid, ?::pg_snapshot)
             order by id
             limit ?""".formatted(OutboxRow.COLUMNS), "") + ") backlog order by id";

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
              left join lateral (%1$s) fresh on true
             order by fresh.id""".formatted(OutboxRow.cut("""
                   (select %1$s from outbox_message where shard = ? and xid >= ?::xid8 order by xid limit ?)
                   union all
                   (select %1$s from outbox_message where shard = ? and xid = any (?::xid8[]) order by xid limit ?)
                   """.formatted(OutboxRow.COLUMNS), ""), before);
    }

    RelaySession.Page next(RelaySession.Position from, PageSize size) throws SQLException {
        if (from.target().isPresent()) {
            return backlog(from, from.target().get(), size);
        }
        try (PreparedStatement select = connection.prepareStatement(FRESH_ROWS)) {
            bind(select, 0, from, size);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return page(result, 0, from, size);
            }
        }
    }

    /** Binds {@link #fresh} behind so many other parameters. */
    void bind(PreparedStatement select, int skip, RelaySession.Position from, PageSize size) throws SQLException {
        select.setInt(skip + 1, size.bytes());
        select.setInt(skip + 2, shard);
        select.setString(skip + 3, from.firstUnknown());
        select.setInt(skip + 4, size.rows());
        select.setInt(skip + 5, shard);
        select.setArray(skip + 6, connection.createArrayOf("text", from.running()));
        select.setInt(skip + 7, size.rows());
    }

    /**
     * The page of {@link #fresh}, of which the first row is read and so many columns belong to others; the first one of a backlog, if that
     * is what was found.
     */
    RelaySession.Page page(ResultSet result, int skip, RelaySession.Position from, PageSize size) throws SQLException {
        String target = result.getString(skip + 1);
        if (result.getObject(skip + 2) == null) {
            return last(from, target, List.of());
        }
        Rows fresh = rows(result, skip + 1, size);
        return fresh.full() ? backlog(from, target, size) : last(from, target, fresh.rows());
    }

    /** As many rows as make a page, and whether they are one. */
    private record Rows(List<OutboxRow> rows, boolean full) {}

    private static Rows rows(ResultSet first, int skip, PageSize size) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        do {
            Optional<OutboxRow> row = OutboxRow.readUncut(first, skip);
            if (row.isEmpty()) {
                return new Rows(rows, true);
            }
            rows.add(row.get());
        } while (first.next());
        return new Rows(rows, rows.size() >= size.rows());
    }

    private RelaySession.Page backlog(RelaySession.Position from, String target, PageSize size) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BACKLOG_ROWS)) {
            select.setInt(1, size.bytes());
            select.setInt(2, shard);
            select.setLong(3, from.target().isPresent() ? from.afterId() : beginning(from));
            select.setString(4, from.publishedTo());
            select.setString(5, target);
            select.setInt(6, size.rows());
            try (ResultSet result = select.executeQuery()) {
                Rows page = result.next() ? rows(result, 1, size) : new Rows(List.of(), false);
                return page.full()
                        ? new RelaySession.Page(
                                page.rows(),
                                from.pagedTo(target, page.rows().getLast().id()))
                        : last(from, target, page.rows());
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

    private static RelaySession.Page last(RelaySession.Position from, String target, List<OutboxRow> rows) {
        return new RelaySession.Page(rows, from.reached(target, rows.isEmpty() ? from.tick() : from.tick() + 1));
    }
}
