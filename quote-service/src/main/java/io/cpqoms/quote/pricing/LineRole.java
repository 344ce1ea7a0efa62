package io.cpqoms.quote.pricing;

/** What a line is among the lines of its quote. */
public enum LineRole {
    /** Has components, which follow it. */
    BUNDLE("bundle"),
    /** Is a component and has none. */
    OPTION("option"),
    /** Stands for itself. */
    PRODUCT("product");

    private final String label;

    LineRole(String label) {
        this.label = label;
    }

    /** As clients, contracts and stored documents call it. */
    public String label() {
        return label;
    }
}
