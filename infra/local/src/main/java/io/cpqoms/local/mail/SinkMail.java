package io.cpqoms.local.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mail of the sink.
 *
 * @param mime as it came over SMTP
 */
record SinkMail(String to, String subject, String mime) {
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";\\r\\n]+)");
    private static final Pattern QUOTED = Pattern.compile("(=[0-9A-Fa-f]{2})+");

    /** When it was sent, as its header says. */
    String date() {
        return header(mime, "Date").orElse("");
    }

    /** What it says: of several parts the first. */
    String body() {
        return body(mime);
    }

    private static String body(String part) {
        int end = part.replace("\r\n", "\n").indexOf("\n\n");
        String unix = part.replace("\r\n", "\n");
        if (end < 0) {
            return "";
        }
        String content = unix.substring(end + 2);
        Matcher boundary = BOUNDARY.matcher(header(part, "Content-Type").orElse(""));
        if (boundary.find()) {
            String[] parts = content.split(Pattern.quote("--" + boundary.group(1)));
            return parts.length > 1 ? body(parts[1].stripLeading()) : content;
        }
        return decoded(content, header(part, "Content-Transfer-Encoding").orElse("7bit"));
    }

    private static String decoded(String content, String encoding) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8);
            case "quoted-printable" ->
                QUOTED.matcher(content.replace("=\n", ""))
                        .replaceAll(bytes -> Matcher.quoteReplacement(unquoted(bytes.group())));
            default -> content;
        };
    }

    private static String unquoted(String bytes) {
        byte[] raw = new byte[bytes.length() / 3];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) Integer.parseInt(bytes.substring(3 * i + 1, 3 * i + 3), 16);
        }
        return new String(raw, StandardCharsets.UTF_8);
    }

    private static Optional<String> header(String part, String name) {
        String unix = part.replace("\r\n", "\n");
        int end = unix.indexOf("\n\n");
        String headers = (end < 0 ? unix : unix.substring(0, end)).replaceAll("\n[ \t]+", " ");
        return headers.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
