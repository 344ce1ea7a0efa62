package io.cpqoms.audit.proof;

/** The first place where a chain does not hold, and what was done to it as far as one can see. */
record BrokenLink(long sequence, Kind kind, String explanation) {

    /** What somebody did to the trail. */
    enum Kind {
        CHANGED,
        REMOVED,
        REORDERED,
        ADDED
    }
}
