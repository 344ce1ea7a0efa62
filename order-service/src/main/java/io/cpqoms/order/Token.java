package io.cpqoms.order;

import java.util.regex.Pattern;

/** The form of identifiers that people or foreign systems give: the same as {@code token} in the event contracts. */
final class Token {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}");

    private Token() {}

    static void require(String what, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A " + what + " has 1 to 100 letters, digits or ._:@- and starts with a letter or digit");
        }
    }
}
