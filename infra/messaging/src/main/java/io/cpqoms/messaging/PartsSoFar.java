package io.cpqoms.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What has been told of a content that is too large for one event: parts, which carry its items, and one fact, which says how many there were
 * and what they hash to. The writer and every reader count the same way; a reader keeps this beside the rows it makes of the parts and acts on
 * the fact.
 *
 * <p>The hash is a chain over the items in their order, each as canonical JSON. So it needs no more than the item that is just told,
 * and it is the same wherever the content is cut.
 *
 * @param parts how many parts were told
 * @param items how many items they had
 * @param hash the chain over these items: SHA-256 in lower-case hexadecimal
 */
public record PartsSoFar(int parts, int items, String hash) {

    /** Before the first part. */
    public static final PartsSoFar NOTHING = new PartsSoFar(0, 0, "0".repeat(64));

    /** As RFC 8785 has it for items without numbers: a broker's copy of an object may have its members in another order. */
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    /** Whether this part was counted already: it came again. */
    public boolean has(int part) {
        return part <= parts;
    }

    /**
     * After the next part.
     *
     * @throws BadMessage when it isn't the next one
     */
    public PartsSoFar with(int part, Iterable<JsonNode> told) {
        if (part != parts + 1) {
            throw new BadMessage("Part " + part + " came after " + parts + " parts; part " + (parts + 1) + " is next");
        }
        MessageDigest sha = sha256();
        int count = items;
        String chain = hash;
        for (JsonNode item : told) {
            chain = next(sha, chain, item);
            count++;
        }
        return new PartsSoFar(part, count, chain);
    }

    /**
     * Holds what has come to what the fact says was told.
     *
     * @throws BadMessage when anything is missing or another
     */
    public void requireWhole(PartsSoFar told) {
        if (parts != told.parts || items != told.items) {
            throw new BadMessage("The fact says %d parts with %d items; %d with %d have come"
                    .formatted(told.parts, told.items, parts, items));
        }
        if (!hash.equals(told.hash)) {
            throw new BadMessage("The fact says its %d items hash to %s; those that have come hash to %s"
                    .formatted(told.items, told.hash, hash));
        }
    }

    private static String next(MessageDigest sha, String chain, JsonNode item) {
        try {
            sha.update(chain.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(sha.digest(CANONICAL.writeValueAsBytes(item)));
        } catch (JsonProcessingException e) {
            throw new BadMessage("An item has no canonical form", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
