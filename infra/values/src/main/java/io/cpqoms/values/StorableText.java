package io.cpqoms.values;

import java.util.OptionalInt;

/**
 * Says which text the platform can keep: PostgreSQL takes no U+0000, UTF-8 no half of a surrogate pair.
 *
 * <p>What a client sends is refused where it can't be kept, so that nobody finds something else than was written. What
 * comes from outside the platform (a record, a partner's answer) can't be refused any more: it is cleaned, and U+FFFD marks
 * every place.
 */
public final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String CUT = "…";

    private StorableText() {}

    /** Where the first character stands that can't be kept; empty when all of them can. */
    public static OptionalInt firstFault(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (Character.isHighSurrogate(one)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (one == 0 || Character.isSurrogate(one)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The text itself where it can be kept; otherwise with U+FFFD in every place that can't. */
    public static String cleaned(String text) {
        if (firstFault(text).isEmpty()) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? REPLACEMENT
                        : point)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }

    /** The same, and cut with an ellipsis at its end where it is longer than that. */
    public static String cleaned(String text, int longest) {
        String cleaned = cleaned(text);
        if (cleaned.length() <= longest) {
            return cleaned;
        }
        int end = longest - CUT.length();
        if (Character.isHighSurrogate(cleaned.charAt(end - 1))) {
            end--;
        }
        return cleaned.substring(0, end) + CUT;
    }
}
