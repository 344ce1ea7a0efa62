package io.cpqoms.messaging.internal;

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

    /** @param asked the time before the question that the session answered: its silence began later */
    void renewed(long asked) {
        this.asked = asked;
    }

    boolean isCertain() {
        return System.nanoTime() - asked < certain;
    }
}
