package io.cpqoms.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What somebody may send as a cursor without ever having got it from a list; a list refuses each with 400. */
public final class ForgedCursors {

    private ForgedCursors() {}

    /** Safe in a URL as they are. Among them are the forms of cursors that the services once took from anybody. */
    public static List<String> all() {
        UUID id = UUID.randomUUID();
        String later = "+300000-01-01T00:00:00Z";
        return List.of(
                "x",
                "%00",
                "nonsense!",
                id.toString(),
                "1",
                base64(ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array()),
                base64(id + "#1"),
                base64(later + "\n" + id),
                base64(later + "\nacme:quote:" + id + ":r1\nquote-approval"),
                base64(later + "|1"),
                base64("0001-01-01T00:00:00Z|9223372036854775807"),
                base64("[1.5,\"2026-01-01T00:00:00Z\",\"" + id + "\"]"),
                "A".repeat(40),
                "A".repeat(4_000));
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
