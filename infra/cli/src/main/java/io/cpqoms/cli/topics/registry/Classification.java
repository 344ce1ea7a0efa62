package io.cpqoms.cli.topics.registry;

import java.util.Locale;

/** How much harm the wrong reader of a topic could do, ascending. */
public enum Classification {
    /** A word that the registry's schema refuses; weaker than all others. */
    UNKNOWN,
    PUBLIC,
    INTERNAL,
    CONFIDENTIAL,
    RESTRICTED;

    public static Classification of(String word) {
        for (Classification classification : values()) {
            if (classification.word().equals(word)) {
                return classification;
            }
        }
        return UNKNOWN;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isWeakerThan(Classification other) {
        return compareTo(other) < 0;
    }
}
