package io.cpqoms.messaging.internal;

/** What the promotion of a standby looks like to an instance that runs through it: its position is from another history. */
public final class OtherHistory {

    private OtherHistory() {}

    /** From here on the group's batches were read in a history that the database is not in any more. */
    public static void of(InboxPositions positions, String group) {
        positions.readsOnIn(group, "FFFFFFFF");
    }
}
