package io.cpqoms.order;

/** How many of a product a line is about. */
public record Quantity(int value) {

    private static final int MAXIMUM = 1_000_000;

    public Quantity {
        if (value < 1 || value > MAXIMUM) {
            throw new IllegalArgumentException("A quantity is 1 to " + MAXIMUM);
        }
    }
}
