package io.cpqoms.values;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A part of a hundred, 0 to 100 with at most four decimals; 15 means fifteen percent. */
public record Percentage(BigDecimal value) implements Comparable<Percentage> {

    private static final Pattern TEXT = Pattern.compile("100(\\.0{1,4})?|\\d{1,2}(\\.\\d{1,4})?");

    // Below the pattern, which its constructor needs.
    public static final Percentage ZERO = new Percentage(BigDecimal.ZERO);

    public Percentage {
        if (!TEXT.matcher(value.toPlainString()).matches()) {
            throw new IllegalArgumentException("a percentage is 0 to 100 with at most four decimals, such as \"15\"");
        }
    }

    public static Percentage of(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("a percentage is 0 to 100 with at most four decimals, such as \"15\"");
        }
        return new Percentage(new BigDecimal(text));
    }

    /** What is left of one after this percentage is taken off: 0.85 for fifteen percent. */
    public BigDecimal remainder() {
        return BigDecimal.ONE.subtract(value.movePointLeft(2));
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public String text() {
        return value.toPlainString();
    }

    @Override
    public int compareTo(Percentage other) {
        return value.compareTo(other.value);
    }
}
