package io.cpqoms.command;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Reads a body as UTF-8 and as nothing else (RFC 8259 §8.1), whatever its Content-Type calls it. */
final class Utf8 {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /** The text of the bytes; 400 when they are no UTF-8. A byte order mark at the beginning is passed over. */
    static String read(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw refusal("the byte at position " + (in.position() + 1) + " is not");
        }
        String text = out.flip().toString();
        // JSON holds no raw U+0000, UTF-16 and UTF-32 nearly always do.
        if (text.indexOf('\0') >= 0) {
            throw refusal("it looks like UTF-16 or UTF-32");
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static ProblemException refusal(String why) {
        return Problem.malformedJson("The body must be JSON in UTF-8; " + why + ".")
                .asException();
    }
}
