package io.cpqoms.notification.rule;

import java.util.Locale;

/**
 * Who is told: a customer, or a group of the house. One may be called like the other and is not the other.
 *
 * @param id its address is looked up when the message is sent
 */
public record Recipient(Kind kind, String id) {

    /** What sort of recipient, which also says who may say where it is reached. */
    public enum Kind {
        CUSTOMER,
        GROUP;

        /** As the database has it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    public static Recipient customer(String id) {
        return new Recipient(Kind.CUSTOMER, id);
    }

    public static Recipient group(String id) {
        return new Recipient(Kind.GROUP, id);
    }
}
