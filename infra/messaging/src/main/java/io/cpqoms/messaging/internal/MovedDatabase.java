package io.cpqoms.messaging.internal;

/**
 * The database goes on from a moment of its past: what it says of the group's position is no longer what this instance reads on from, so
 * nothing that was read may be done before the position is asked for again.
 */
final class MovedDatabase extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MovedDatabase(String message, Throwable cause) {
        super(message, cause);
    }
}
