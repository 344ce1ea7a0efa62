package io.cpqoms.notification.contact;

import io.cpqoms.command.Violation;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a party is reached: an address and the language to write in. */
record Contact(String email, String locale) {

    private static final int MAX_EMAIL = 254;

    /** Not every valid address, but every one in use; above all no white space, which could start another header. */
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>,;:\\\\\"()\\[\\]]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    /** What is wrong with it, and what would be right. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (email.length() > MAX_EMAIL || !EMAIL.matcher(email).matches()) {
            violations.add(new Violation("email", "must be an address such as name@example.com"));
        }
        if (!isLanguageTag(locale)) {
            violations.add(new Violation("locale", "must be a language tag such as en or de-AT"));
        }
        return violations;
    }

    private static boolean isLanguageTag(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
