package io.cpqoms.notification.contact;

import io.cpqoms.command.Violation;
import io.cpqoms.notification.channel.MailAddress;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;

/** How a party is reached: an address and the language to write in. */
record Contact(String email, String locale) {

    /** What RFC 5646 asks everybody to have room for; nobody's language needs more. */
    private static final int MAX_LOCALE = 35;

    /** What is wrong with it, and what would be right. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (MailAddress.parse(email).isEmpty()) {
            violations.add(new Violation(
                    "email", "must be an address such as name@example.com, of at most 254 visible characters"));
        }
        if (!isLanguageTag(locale)) {
            violations.add(
                    new Violation("locale", "must be a language tag such as en or de-AT, of at most 35 characters"));
        }
        return violations;
    }

    private static boolean isLanguageTag(String tag) {
        if (tag.length() > MAX_LOCALE) {
            return false;
        }
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
