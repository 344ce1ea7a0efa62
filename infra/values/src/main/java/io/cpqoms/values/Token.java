package io.cpqoms.values;

import java.util.regex.Pattern;

/** The rule for identifiers that people and foreign systems give: customers, products, tasks. */
public final class Token {

    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}";
    public static final String RULE =
            "must begin with a letter or digit and have at most 100 letters, digits or . _ : @ -";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private Token() {}

    public static String require(String text) {
        if (!COMPILED.matcher(text).matches()) {
            throw new IllegalArgumentException(RULE);
        }
        return text;
    }
}
