package io.cpqoms.messaging.internal;

/**
 * Text from outside as a text column and a JSON document can hold it: PostgreSQL takes no U+0000, UTF-8 no half of a
 * surrogate pair, and everything has a longest length.
 */
final class StoredText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String CUT = "…";

    private StoredText() {}

    /** The text itself where it is storable; otherwise cleaned, and cut with an ellipsis at its end. */
    static String of(String text, int longest) {
        String cleaned = isClean(text) ? text : clean(text);
        if (cleaned.length() <= longest) {
            return cleaned;
        }
        int end = longest - CUT.length();
        if (Character.isHighSurrogate(cleaned.charAt(end - 1))) {
            end--;
        }
        return cleaned.substring(0, end) + CUT;
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one == 0 || Character.isSurrogate(one)) {
                return false;
            }
        }
        return true;
    }

    private static String clean(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? REPLACEMENT
                        : point)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }
}
