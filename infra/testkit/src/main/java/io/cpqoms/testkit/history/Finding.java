package io.cpqoms.testkit.history;

/**
 * One thing that must not have happened: what kind, on which way, which record shows it, and why.
 *
 * @param stage the step of a message's way that went wrong
 */
public record Finding(Kind kind, Stage stage, HistoryRecord record, String why) {

    public enum Kind {
        LOST,
        DUPLICATED,
        REORDERED,
        /** Nobody ordered it: there is no command, no commit, or one that says something else. */
        PHANTOM,
        CROSS_TENANT
    }

    public enum Stage {
        COMMIT,
        PUBLISH,
        EFFECT
    }

    @Override
    public String toString() {
        return kind + " at " + stage + ": " + why + " — " + record;
    }
}
