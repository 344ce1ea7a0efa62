package io.cpqoms.quote.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a recurring charge pays for, in whole months: P12M and P1Y are the same period, and it is written as P1Y. */
public record BillingPeriod(int months) implements Comparable<BillingPeriod> {

    /** What a client may write; {@link #of} says more. */
    public static final String PATTERN = "P(?=\\d)(\\d{1,2}Y)?(\\d{1,3}M)?";

    private static final Pattern TEXT = Pattern.compile(PATTERN);
    private static final int MOST_MONTHS = 120;
    private static final int MONTHS_OF_A_YEAR = 12;

    public BillingPeriod {
        if (months < 1 || months > MOST_MONTHS) {
            throw new IllegalArgumentException("a period is one month to ten years");
        }
    }

    /** @throws IllegalArgumentException when the text is no period of whole months */
    public static BillingPeriod of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a period is of whole months or years, such as P1M or P1Y");
        }
        return new BillingPeriod(number(parts.group(1)) * MONTHS_OF_A_YEAR + number(parts.group(2)));
    }

    /** The one way in which it is written. */
    public String text() {
        return months % MONTHS_OF_A_YEAR == 0 ? "P" + months / MONTHS_OF_A_YEAR + "Y" : "P" + months + "M";
    }

    @Override
    public int compareTo(BillingPeriod other) {
        return Integer.compare(months, other.months);
    }

    private static int number(@Nullable String part) {
        return part == null ? 0 : Integer.parseInt(part.substring(0, part.length() - 1));
    }
}
