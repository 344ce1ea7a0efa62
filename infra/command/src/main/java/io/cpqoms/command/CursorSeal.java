package io.cpqoms.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and opens the text of a cursor: {@code form | filters' hash | parts of the place | HMAC}, as base64url.
 *
 * <p>The HMAC also covers what isn't in the text: list, order and tenant. So a cursor opens only where it was made.
 *
 * <p>What it protects from: values that the service never wrote reach no parser and no query, and a client can't come to rely
 * on what is inside. What it doesn't: it hides nothing (the place of an item the client has seen is readable), it doesn't
 * expire, and it is no permission; every query asks for the caller's tenant by itself.
 */
final class CursorSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte FORM = 1;
    private static final int HASH_BYTES = 8;
    private static final int SEAL_BYTES = 16;
    private static final int SHORTEST = 1 + HASH_BYTES + SEAL_BYTES;

    private final SecretKeySpec key;

    CursorSeal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * What a cursor said.
     *
     * @param sameFilters whether its page was read with these filters
     */
    record Opened(boolean sameFilters, List<String> parts) {}

    /** @param scope where it is valid: list, order and tenant */
    String seal(List<String> scope, List<String> filters, List<String> parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(FORM);
        content.writeBytes(hash(filters));
        content.writeBytes(bytes(parts));
        content.writeBytes(mac(scope, content.toByteArray()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.toByteArray());
    }

    /** Empty for everything that wasn't sealed here with the same key for the same scope. */
    Optional<Opened> open(List<String> scope, List<String> filters, String cursor) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (sealed.length < SHORTEST || sealed[0] != FORM) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(sealed, sealed.length - SEAL_BYTES);
        byte[] seal = Arrays.copyOfRange(sealed, content.length, sealed.length);
        if (!MessageDigest.isEqual(seal, mac(scope, content))) {
            return Optional.empty();
        }
        byte[] itsFilters = Arrays.copyOfRange(content, 1, 1 + HASH_BYTES);
        return Optional.of(new Opened(
                Arrays.equals(itsFilters, hash(filters)),
                parts(Arrays.copyOfRange(content, 1 + HASH_BYTES, content.length))));
    }

    private byte[] mac(List<String> scope, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes(scope));
            return Arrays.copyOf(mac.doFinal(content), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    private static byte[] hash(List<String> filters) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes(filters)), HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The count and then each text with its length, so that no two lists give the same bytes. */
    private static byte[] bytes(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(texts.size());
            for (String text : texts) {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(encoded.length);
                out.write(encoded);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads only what carries a valid seal, and so was written by {@link #bytes}. */
    private static List<String> parts(byte[] bytes) {
        List<String> parts = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readUnsignedByte();
            for (int part = 0; part < count; part++) {
                parts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }
}
