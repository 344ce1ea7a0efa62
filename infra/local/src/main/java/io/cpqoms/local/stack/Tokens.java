package io.cpqoms.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Mints the bearer tokens (JWT, RS256) that the services of a local stack accept. */
public final class Tokens {
    public static final String ISSUER = "https://cpq.local";
    /** Whom these tokens are meant for; the services take no others. */
    public static final String AUDIENCE = "cpq";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration USER_LIFETIME = Duration.ofHours(12);
    private static final Duration SERVICE_LIFETIME = Duration.ofDays(365);

    private final PrivateKey key;
    private final Clock clock;

    public Tokens(PrivateKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * A person of one tenant.
     *
     * @param roles and the groups whose tasks he may decide: the claim {@code groups} holds both
     */
    public String user(String subject, String tenant, Set<String> roles) {
        return sign(subject, Optional.of(tenant), roles, USER_LIFETIME);
    }

    /** A service: role {@code service}, no tenant; it names the tenant of each call with the header {@code Cpq-Tenant}. */
    public String service(String subject) {
        return sign(subject, Optional.empty(), Set.of("service"), SERVICE_LIFETIME);
    }

    /** Any combination, for tests of refusals; a negative lifetime makes an expired token. */
    public String sign(String subject, Optional<String> tenant, Set<String> roles, Duration lifetime) {
        return sign(claims(subject, tenant, roles, lifetime));
    }

    /** A token of exactly these claims, for tests of what other issuers send. */
    public String sign(ObjectNode claims) {
        ObjectNode header = JSON.createObjectNode().put("alg", "RS256").put("typ", "JWT");
        String content = encode(header) + "." + encode(claims);
        return content + "." + BASE64.encodeToString(signature(content));
    }

    /** The claims of a person, as they are before somebody changes and signs them. */
    public ObjectNode claims(String subject, String tenant, Set<String> roles) {
        return claims(subject, Optional.of(tenant), roles, USER_LIFETIME);
    }

    private ObjectNode claims(String subject, Optional<String> tenant, Set<String> roles, Duration lifetime) {
        Instant now = clock.instant();
        ObjectNode claims = JSON.createObjectNode();
        claims.put("iss", ISSUER).put("aud", AUDIENCE).put("sub", subject).put("upn", subject);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now.getEpochSecond()).put("exp", now.plus(lifetime).getEpochSecond());
        tenant.ifPresent(name -> claims.put("tenant", name));
        roles.stream().sorted().forEach(claims.withArray("groups")::add);
        return claims;
    }

    private byte[] signature(String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK can't sign with RS256", e);
        }
    }

    private static String encode(ObjectNode json) {
        return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
