package io.cpqoms.audit.trail;

import io.cpqoms.messaging.EventTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A link of the hash chain: SHA-256 over the previous link and the canonical record of a fact.
 *
 * <p>The canonical record is the fact's fields in a fixed order, each as UTF-8 behind its length in four bytes, so that
 * no two different records read the same. Changing the order or the form of a field breaks every stored chain.
 */
public record ChainHash(String hex) {

    /** What the first fact of every chain follows. */
    public static final ChainHash GENESIS = new ChainHash("0".repeat(64));

    public ChainHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A chain hash is 64 hexadecimal digits, was: " + hex);
        }
    }

    static ChainHash of(byte[] bytes) {
        return new ChainHash(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The link of the fact that takes this sequence number after this link. */
    ChainHash next(long sequence, AuditFact fact) {
        MessageDigest digest = sha256();
        digest.update(bytes());
        for (String field : canonical(sequence, fact)) {
            byte[] utf8 = field.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            digest.update(utf8);
        }
        return of(digest.digest());
    }

    private static List<String> canonical(long sequence, AuditFact fact) {
        return List.of(
                Long.toString(sequence),
                fact.tenantId(),
                fact.messageId().toString(),
                fact.source().topic(),
                Integer.toString(fact.source().partition()),
                Long.toString(fact.source().offset()),
                fact.subject().aggregateType(),
                fact.subject().aggregateId(),
                Long.toString(fact.subject().aggregateVersion()),
                fact.eventType(),
                EventTime.format(fact.occurredAt()),
                EventTime.format(fact.recordedAt()),
                fact.correlationId().toString(),
                fact.causationId().toString(),
                fact.actor().kind().name().toLowerCase(Locale.ROOT),
                fact.actor().subject(),
                fact.envelope());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
