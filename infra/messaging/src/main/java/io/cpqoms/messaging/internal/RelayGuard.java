package io.cpqoms.messaging.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses the start of a service whose relays would not keep its events in order: where a session is not a session, and where other
 * instances deal events out to another number of shards.
 */
final class RelayGuard {

    private static final Logger LOG = LoggerFactory.getLogger(RelayGuard.class);

    /**
     * What a pooler answers to a session that asks for more than the pooler can keep for it, and what the server does to one that finds
     * somebody else's prepared statements, or no more its own.
     */
    private static final Set<String> OF_A_POOLER = Set.of("08P01", "42P05", "26000");

    /** No connection, too many of them, and a server that starts or stops. */
    private static final List<String> PASSING = List.of("08", "53", "57P");

    /** A pooler with many sessions to lend may lend the same one twice by chance; not as often as this. */
    private static final int ROUNDS = 5;

    /** Of the first shard, which there always is. */
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
     * Asks the database. One that is away or still starting refuses nothing: the relays wait for it.
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
            waitFor(e);
        }
    }

    /** What holds also where no relay runs: whoever appends events deals them out too. */
    void checkShards() {
        try (Connection one = connections.open()) {
            refuseOtherShards(one);
            requireShards(one, shards);
        } catch (SQLException e) {
            waitFor(e);
        }
    }

    private static void waitFor(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        if (OF_A_POOLER.contains(state)) {
            throw new IllegalStateException(
                    "The database takes no session of the outbox relay, as a connection pooler does ("
                            + failure.getMessage() + "). " + withoutPooler(),
                    failure);
        }
        if (PASSING.stream().noneMatch(state::startsWith)) {
            throw new IllegalStateException(
                    "Whether the outbox can be published in order could not be asked of the database (" + state + ": "
                            + failure.getMessage() + ")",
                    failure);
        }
        LOG.atWarn().setCause(failure).log("the database is away, whether relays can work with it is not known yet");
    }

    /**
     * Two sessions that are open at the same time have a server process each, and the same one all the time, unless somebody in between
     * lends processes out. While one of them has a transaction open, a pooler has to give the other another process.
     */
    private static void refusePooler(Connection one, Connection other) throws SQLException {
        int process = process(one);
        refuseLent(
                process != process(other), "Two sessions that are open at the same time got the same server process");
        for (int round = 0; round < ROUNDS; round++) {
            // The driver's own begin would be a prepared statement, which a pooler may not know.
            transaction(other, "begin");
            int held = process(other);
            // More than once: one that lends in turn gives another each time, but may come round between two of our
            // rounds.
            for (int time = 0; time < 2; time++) {
                refuseLent(process == process(one) && process != held, "A session changed its server process");
            }
            transaction(other, "rollback");
        }
    }

    private static void transaction(Connection connection, String what) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(what);
        }
    }

    private static void refuseLent(boolean own, String otherwise) {
        if (!own) {
            throw new IllegalStateException(otherwise
                    + ": the database's address is that of a connection pooler in transaction mode, where the lock on a"
                    + " shard means nothing and two relays would publish it. " + withoutPooler());
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
                select coalesce(max(greatest(r.shards, r.shard + 1)), 0)
                  from outbox_stand r
                 where (r.shards <> ? or r.shard >= ?)
                   and (exists (select from outbox_message
                                 where shard = r.shard and xid >= pg_snapshot_xmin(r.published_to)
                                   and not pg_visible_in_snapshot(xid, r.published_to))
                        or exists (select from outbox_parked
                                    where shard = r.shard and state in ('PARKED', 'RELEASED')))""")) {
            select.setInt(1, shards);
            select.setInt(2, shards);
            try (ResultSet row = select.executeQuery()) {
                if (row.next() && row.getInt(1) > 0) {
                    throw new IllegalStateException("cpq.messaging.outbox.shards is " + shards
                            + " but rows of the former " + row.getInt(1) + " shards are not published yet; start with "
                            + row.getInt(1) + " until cpq outbox status shows none, and none parked or held, then"
                            + " change it");
                }
            }
        }
    }
}
