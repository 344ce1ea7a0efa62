package io.cpqoms.messaging.internal;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How long ago a relay heard from the session that holds its shard. The server ends a session that is silent for the whole
 * lease; a relay that has heard nothing for half of it sends nothing until it has: it may have been frozen, and another one
 * may hold the shard.
 *
 * <p>The session's thread renews it, and whoever sends asks.
 */
final class RelayLease {

    private final long certain;
    private volatile long asked = System.nanoTime();

    RelayLease(Duration lease) {
        this.certain = lease.dividedBy(2).toNanos();
    }

    /** Has the server end the statement's session once it is silent, cut off or blocked for the whole lease. */
    static void impose(Statement statement, Duration lease) throws SQLException {
        long millis = lease.toMillis();
        statement.execute("set idle_session_timeout = " + millis);
        statement.execute("set idle_in_transaction_session_timeout = " + millis);
        // Whoever holds a row of ours in a forgotten session must not hold the shard with it, also when we have gone.
        statement.execute("set lock_timeout = " + millis);
        statement.execute("set client_connection_check_interval = " + millis);
        statement.execute("set tcp_user_timeout = " + millis);
        statement.execute("set tcp_keepalives_idle = 1");
        statement.execute("set tcp_keepalives_interval = 1");
        statement.execute("set tcp_keepalives_count = 2");
    }

    /** @param asked the time before the question that the session answered: its silence began later */
    void renewed(long asked) {
        this.asked = asked;
    }

    boolean isCertain() {
        return System.nanoTime() - asked < certain;
    }
}
