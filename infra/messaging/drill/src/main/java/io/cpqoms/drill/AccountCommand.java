package io.cpqoms.drill;

/**
 * A change of one account.
 *
 * @param commandId the client's; the same command again changes nothing and gets the same answer
 * @param kind what is to become of it
 * @param thinkMillis how long the transaction is open before it locks the account; by then it has its transaction id
 * @param holdMillis how long it stays open after the event is appended
 */
public record AccountCommand(
        String commandId, String tenant, String account, Kind kind, int thinkMillis, int holdMillis) {

    /** What becomes of a command and of its event. */
    public enum Kind {
        PLAIN,
        /** Rolled back after its event was appended. */
        REFUSED,
        /** The consumer finds it bad data. */
        POISON,
        /** The consumer fails for a reason that nobody knows. */
        PUZZLE,
        /** The broker finds it too large. */
        HUGE
    }
}
