package io.cpqoms.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What makes two requests the same command: tenant, operation, key and who sends it, so that nobody is given another's answer; the hash of
 * the body tells a repetition from a mistake.
 *
 * @param subject who sends it, as the token names him; a service sends with its own token, so its name stays the same
 * @param operation the verb and the aggregate it is for ({@code quotes/0198…/price}); one key may serve several operations
 */
public record CommandRequest(String tenantId, String subject, String key, String operation, String bodyHash) {

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    /** The caller's command; 400 when it sent no Idempotency-Key. A command without a body gives an empty map. */
    public static CommandRequest of(Caller caller, String operation, Object body) {
        return new CommandRequest(
                caller.tenant(), caller.actor().subject(), caller.idempotencyKey(), operation, hash(body));
    }

    /** SHA-256 of the canonical JSON of a request: properties and keys sorted, so that order and white space do not matter. */
    public static String hash(Object body) {
        try {
            return hash(CANONICAL.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON document: " + body.getClass(), e);
        }
    }

    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    public static String hash(String canonicalJson) {
        return hash(canonicalJson.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Without the subject: an instance of the release before, which knows none, must not run a twin meanwhile. Two people who send the same
     * key at the same moment meet here, and one of them is told to send again.
     */
    String lockName() {
        return tenantId + '\n' + operation + '\n' + key;
    }
}
