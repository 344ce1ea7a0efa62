package io.cpqoms.command;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ETag of what was read: the version, and a hash of the very body, as {@code "3-9b1c0f52a7d04e11"}.
 *
 * <p>The version alone would lie: what may be done next changes with time and without a new version, and a client that leaves
 * members out reads another body of the same version. See docs/adr/0048.
 */
record EntityTag(String text) {

    private static final int HASH_BYTES = 8;
    private static final Pattern OPAQUE = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

    /** @param version the ETag of the version, with its quotes */
    static EntityTag of(String version, byte[] body) {
        String hash = HexFormat.of().formatHex(sha256(body), 0, HASH_BYTES);
        return new EntityTag(version.substring(0, version.length() - 1) + "-" + hash + '"');
    }

    /** Whether an {@code If-None-Match} names it. Tags that nobody can have from here match nothing and do no harm. */
    boolean isNamedIn(String ifNoneMatch) {
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        Matcher tags = OPAQUE.matcher(ifNoneMatch);
        while (tags.find()) {
            if (tags.group(1).equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
