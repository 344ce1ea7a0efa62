package io.cpqoms.quote.catalog;

import java.util.stream.Stream;

/** When a charge is owed. */
public enum ChargeKind {
    /** Once, for each unit of the line. */
    ONE_TIME("oneTime"),
    /** Each period, for each unit of the line. */
    RECURRING("recurring"),
    /** For each unit that is used: a rate is quoted, and no total. */
    USAGE("usage");

    private final String label;

    ChargeKind(String label) {
        this.label = label;
    }

    /** As clients, contracts and stored documents call it. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException when nothing is called so */
    public static ChargeKind of(String label) {
        return Stream.of(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a charge is oneTime, recurring or usage"));
    }
}
