package io.cpqoms.notification.channel;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to, in the form in which it is said to a mail server.
 *
 * <p>The part before the @ is taken as it is and may be of any script; only a server that offers SMTPUTF8 takes it then. The
 * domain is always ASCII, names of other scripts are encoded (punycode). Quoted names, comments and lists are refused: few
 * people have them, and much that is meant to become another header or another recipient looks like them.
 *
 * @param name the part before the @
 * @param domain in ASCII
 */
public record MailAddress(String name, String domain) {

    private static final int MAX_ADDRESS = 254;
    private static final int MAX_NAME = 64;

    /** Visible characters only: nothing of the categories control, format, surrogate, unassigned or white space. */
    private static final Pattern NAME = Pattern.compile(
            "(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]|[^\\p{ASCII}\\p{C}\\p{Z}])+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern DOMAIN = Pattern.compile(
            "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?" + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    /** The address that the text is, if no other can be meant by it. */
    public static Optional<MailAddress> parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0 || text.length() > MAX_ADDRESS || !isName(text.substring(0, at))) {
            return Optional.empty();
        }
        return asciiDomain(text.substring(at + 1))
                .map(domain -> new MailAddress(text.substring(0, at), domain))
                .filter(address -> octets(address.toString()) <= MAX_ADDRESS);
    }

    /** Whether a server must offer SMTPUTF8 to take it; to any other it would be another mailbox or none. */
    boolean needsSmtpUtf8() {
        return !isAscii(name);
    }

    /** Name and domain as a mail server gets them. */
    @Override
    public String toString() {
        return name + "@" + domain;
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches()
                && octets(text) <= MAX_NAME
                && !text.startsWith(".")
                && !text.endsWith(".")
                && !text.contains("..");
    }

    /**
     * The domain in ASCII. Java encodes by the older of two standards, which turns some letters into others (ß into ss) and so
     * leads to somebody else's domain; what does not come back as it was written is therefore refused.
     */
    private static Optional<String> asciiDomain(String domain) {
        try {
            String ascii = isAscii(domain) ? domain : IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            boolean same = isAscii(domain)
                    || Normalizer.normalize(domain, Normalizer.Form.NFC).equalsIgnoreCase(IDN.toUnicode(ascii));
            return Optional.of(ascii)
                    .filter(name -> same && DOMAIN.matcher(name).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
