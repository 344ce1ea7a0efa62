package io.cpqoms.messaging;

/** What a consumer does with a message whose aggregate version is not newer than the last one it applied. */
public enum OrderPolicy {
    /** Every fact counts once, whatever its order: logs, notifications, process starts. */
    EVERY_FACT,
    /** Only newer state counts: a stale version is recorded and not handled. For projections. */
    LATEST_WINS
}
