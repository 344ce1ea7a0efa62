package io.cpqoms.messaging.internal;

/** What became of a message in one consumer. */
enum InboxStatus {
    DONE,
    /** A known type that the consumer doesn't handle. */
    IGNORED,
    /** Not newer than what a latest-wins consumer already applied. */
    STALE,
    /** Of a tenant whose events the consumer may not handle. */
    REFUSED,
    /** Held back behind its key; settled later as one of the others. */
    PARKED,
    DEAD
}
