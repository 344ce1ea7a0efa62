package io.cpqoms.search.index;

/** Which copy of the projection: the one that answers, or the one that a rebuild makes beside it. */
public enum Generation {
    LIVE(""),
    SHADOW("-rebuild");

    private final String suffix;

    Generation(String suffix) {
        this.suffix = suffix;
    }

    /** What writes of this generation go to. */
    String alias(DocumentKind kind) {
        return kind.alias() + suffix;
    }
}
