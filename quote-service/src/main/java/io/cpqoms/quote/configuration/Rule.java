package io.cpqoms.quote.configuration;

import io.cpqoms.values.Token;

/**
 * A rule between choices, with a sentence for people.
 *
 * @param when what must hold for the rule to apply; a constraint without a condition has {@code all} of nothing
 * @param then what must hold then, or for an exclusion must not
 */
public record Rule(String id, String sentence, Kind kind, Condition when, Condition then) {

    /** What follows when a rule applies. */
    public enum Kind {
        /** What follows must be chosen as well, by somebody. */
        REQUIRES("requires"),
        /** What follows must not be chosen as well. */
        EXCLUDES("excludes"),
        /** What follows is chosen by the rule, unless somebody chose otherwise. */
        IMPLIES("implies"),
        /** What follows holds. */
        CONSTRAINT("constraint");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As clients and stored documents call it. */
        public String label() {
            return label;
        }
    }

    public Rule {
        Token.require(id);
    }

    /** Whether it is kept, where what it looks at is known. */
    boolean kept(boolean applies, boolean follows) {
        return switch (kind) {
            case REQUIRES, IMPLIES, CONSTRAINT -> !applies || follows;
            case EXCLUDES -> !applies || !follows;
        };
    }
}
