package io.cpqoms.values;

import java.util.regex.Pattern;

/**
 * The rule for the name of who acts: as an identity provider gives it, kept exactly and compared exactly.
 *
 * <p>{@code auth0|5f7c}, {@code CN=Anna,O=ACME}, {@code Anna Müller}: OpenID Connect promises nothing but the length.
 */
public final class Subject {

    /** The rule as a pattern over Unicode code points, as the contracts have it too. */
    public static final String PATTERN = "(?=.*[^ ])[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]{1,255}";

    /** The rule in words, for a refusal. */
    public static final String RULE = "must be 1 to 255 characters, not all of them spaces, without control characters";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Subject() {}

    /** Whether this text may name somebody. */
    public static boolean isOne(String text) {
        return COMPILED.matcher(text).matches();
    }

    /** The text as it is; an exception with the rule when it can't name anybody. */
    public static String require(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException("A subject " + RULE);
        }
        return text;
    }
}
