package io.cpqoms.order;

import java.math.BigDecimal;

/** A share of a hundred; 15 means fifteen percent. */
public record Percent(BigDecimal value) {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    public Percent {
        if (value.signum() < 0 || value.compareTo(HUNDRED) > 0) {
            throw new IllegalArgumentException("A percentage is 0 to 100");
        }
    }

    public static Percent of(String text) {
        return new Percent(new BigDecimal(text));
    }

    /** As contracts carry it: decimal text without exponent. */
    public String text() {
        return value.toPlainString();
    }
}
