package io.cpqoms.testkit.fuzz;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A request as it goes over the line, byte by byte: no client library stands between that would mend it.
 *
 * @param target path and query, already written as they are sent
 */
record WireRequest(String method, String target, List<Header> headers, byte[] body) {

    private static final int SHOWN_BODY = 300;
    private static final int SIGNATURE = 100;

    /** A header line; one that is there twice is sent twice. */
    record Header(String name, String value) {}

    /** The bytes of HTTP/1.1; a length is added unless the request brings framing of its own. */
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        all().forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        head.append("\r\n");
        out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private List<Header> all() {
        List<Header> all = new ArrayList<>(headers);
        if (!has("Host")) {
            all.addFirst(new Header("Host", "127.0.0.1"));
        }
        if (body.length > 0 && !has("Content-Length") && !has("Transfer-Encoding")) {
            all.add(new Header("Content-Length", String.valueOf(body.length)));
        }
        if (!has("Connection")) {
            all.add(new Header("Connection", "close"));
        }
        return all;
    }

    boolean has(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    WireRequest with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new WireRequest(method, target, List.copyOf(more), body);
    }

    WireRequest without(String name) {
        return new WireRequest(
                method,
                target,
                headers.stream()
                        .filter(header -> !header.name().equalsIgnoreCase(name))
                        .toList(),
                body);
    }

    WireRequest withOnly(String name, String value) {
        return without(name).with(name, value);
    }

    WireRequest withTarget(String other) {
        return new WireRequest(method, other, headers, body);
    }

    WireRequest withMethod(String other) {
        return new WireRequest(other, target, headers, body);
    }

    WireRequest withBody(byte[] other) {
        return new WireRequest(method, target, headers, other);
    }

    /** Whether the path is written as everybody writes it, so that it means what it says. */
    boolean isPlain() {
        return !path().matches(".*(//|/\\.|;|%|#|[^!-~]).*") && path().startsWith("/");
    }

    /** Whether it is one at all: what is none, Quarkus answers before its router, with 400 and without a word. */
    boolean isUri() {
        try {
            new URI(target);
            return true;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    String path() {
        return target.split("\\?", 2)[0];
    }

    /** The request as a command line that sends it again, as far as curl can. */
    String curl(String base) {
        StringBuilder line = new StringBuilder("curl -i --path-as-is --globoff -X " + quoted(method));
        headers.forEach(header -> line.append(" -H ").append(quoted(header.name() + ": " + readable(header.value()))));
        if (body.length > 0) {
            line.append(" --data-binary $'").append(shown(body)).append('\'');
        }
        return line.append(' ').append(quoted(base + target)).toString();
    }

    /** A signed token is outlived by no run; what it claims says more. */
    private static String readable(String value) {
        String[] parts = value.split("\\.", -1);
        if (!value.startsWith("Bearer ") || parts.length != 3 || parts[2].length() < SIGNATURE) {
            return value.length() > SHOWN_BODY ? value.substring(0, SHOWN_BODY) + "…" : value;
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            return "Bearer <"
                    + new String(decoder.decode(parts[0].substring("Bearer ".length())), StandardCharsets.UTF_8) + " "
                    + new String(decoder.decode(parts[1]), StandardCharsets.UTF_8) + ">";
        } catch (IllegalArgumentException unreadable) {
            return value;
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''").replace("\r", "\\r").replace("\n", "\\n") + "'";
    }

    private static String shown(byte[] body) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(body.length, SHOWN_BODY); i++) {
            int value = body[i] & 0xff;
            if (value < ' ' || value > '~' || value == '\'' || value == '\\') {
                shown.append(String.format(Locale.ROOT, "\\x%02x", value));
            } else {
                shown.append((char) value);
            }
        }
        return shown.append(body.length > SHOWN_BODY ? "…(" + body.length + " bytes)" : "")
                .toString();
    }
}
