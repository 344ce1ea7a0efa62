package io.cpqoms.values;

/** A number of whole units, 1 to a million. */
public record Quantity(int value) {

    public static final int MAX = 1_000_000;

    public Quantity {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("a quantity is 1 to " + MAX);
        }
    }
}
