package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses the start of a service whose relays would not keep its events in order: where a session is not a session, and where other
 * instances deal events out to another number of shards.
 */
final class RelayGuard {

    private static final Logger LOG = LoggerFactory.getLogger(RelayGuard.class);

    /** What a pooler answers to a session that asks for more than the pooler can keep for it. */
    private static final String PROTOCOL_VIOLATION = "08P01";

    /** Of the first shard: rows of shards that are no more keep the former number. */
    private static final String SHARDS = """
            select coalesce((select shards from outbox_relay where shard = 0), 0), exists (select from pg_locks
                    where locktype = 'advisory' and classid = ? and objsubid = 2 and granted
                      and database = (select oid from pg_database where datname = current_database()))""";

    private final RelayConnections connections;
    private final int shards;

    RelayGuard(RelayConnections connections, int shards) {
        this.connections = connections;
        this.shards = shards;
    }

    /**
     * Asks the database. One that is away refuses nothing: the relays wait for it.
     *
     * @throws IllegalStateException saying what is wrong and what to do
     */
    void check() {
        try (Connection one = connections.open();
                Connection other = connections.open()) {
            refusePooler(one, other);
            refuseOtherShards(one);
            requireShards(one, shards);
        } catch (SQLException e) {
            if (PROTOCOL_VIOLATION.equals(e.getSQLState())) {
                throw new IllegalStateException(
                        "The database takes no session of the outbox relay, as a connection pooler does ("
                                + e.getMessage() + "). " + withoutPooler(),
                        e);
            }
            LOG.atWarn().setCause(e).log("the database is away, whether relays can work with it is not known yet");
        }
    }

    /** Two sessions that are open at the same time have a server process each, unless somebody in between lends it to both. */
    private static void refusePooler(Connection one, Connection other) throws SQLException {
        int process = process(one);
        if (process == process(other)) {
            throw new IllegalStateException("Two sessions that are open at the same time got the same server process "
                    + process + ": the database's address is that of a connection pooler in transaction mode, where the"
                    + " lock on a shard means nothing and two relays would publish it. " + withoutPooler());
        }
    }

    private static String withoutPooler() {
        return "Give quarkus.datasource.jdbc.url the address of PostgreSQL itself";
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void refuseOtherShards(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SHARDS)) {
            select.setInt(1, RelaySession.LOCK_CLASS);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                int theirs = row.getInt(1);
                if (theirs > 0 && theirs != shards && row.getBoolean(2)) {
                    throw new IllegalStateException("cpq.messaging.outbox.shards is " + shards
                            + " but instances that run now deal events out to " + theirs
                            + " shards: with both, events of one aggregate would go through two relays and lose their"
                            + " order. No rolling deployment can change it; start with " + theirs
                            + ", or stop all instances first and then start with " + shards);
                }
            }
        }
    }

    /** An aggregate must not change its shard while rows of it wait in the former one. */
    static void requireShards(Connection connection, int shards) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select max(r.shards), count(m.id) + (select count(*) from (select from outbox_parked
                        where state in ('PARKED', 'RELEASED') limit 1) waiting)
                  from outbox_stand r left join lateral (
                       select id from outbox_message
                        where shard = r.shard and xid >= pg_snapshot_xmin(r.published_to)
                          and not pg_visible_in_snapshot(xid, r.published_to) limit 1) m on true
                 where r.shards <> ?""")) {
            select.setInt(1, shards);
            try (ResultSet row = select.executeQuery()) {
                if (row.next() && row.getInt(1) > 0 && row.getInt(2) > 0) {
                    throw new IllegalStateException("cpq.messaging.outbox.shards is " + shards
                            + " but rows of the former " + row.getInt(1) + " shards are not published yet; start with "
                            + row.getInt(1) + " until cpq outbox status shows none, and none parked or held, then"
                            + " change it");
                }
            }
        }
    }
}
