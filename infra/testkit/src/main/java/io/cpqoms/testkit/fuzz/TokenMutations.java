package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.local.stack.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ways to say who one is, none of which may open anything. */
final class TokenMutations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final List<String> ROLES =
            List.of("sales", "approver", "operator", "auditor", "catalog-admin", "administrator");
    private static final int YEAR = 31_536_000;

    private TokenMutations() {}

    static List<Mutation> all() {
        return List.of(
                new Mutation("token claim of another type", TokenMutations::illTyped),
                new Mutation("token not valid", TokenMutations::notValid),
                new Mutation("token of another role", TokenMutations::ofAnotherRole),
                new Mutation("token unsigned or signed otherwise", TokenMutations::forged),
                new Mutation("token unreadable", TokenMutations::unreadable),
                new Mutation("token odd but valid", TokenMutations::odd));
    }

    /** Claims of types that nobody expects; some of the claims nobody reads, so not all are refused. */
    private static Optional<FuzzCase> illTyped(ValidRequest valid, RandomGenerator random) {
        ObjectNode claims = valid.world().claims(valid.operation());
        String claim = any(List.of("sub", "tenant", "groups", "iss", "aud", "exp", "iat", "nbf", "upn", "jti"), random);
        JsonNode wrong = any(
                List.of(
                        JSON.numberNode(7),
                        JSON.numberNode(-1.5),
                        JSON.booleanNode(true),
                        JSON.nullNode(),
                        JSON.objectNode().put("a", 1),
                        JSON.arrayNode().add(7),
                        JSON.arrayNode().add(JSON.nullNode()),
                        JSON.arrayNode().add(JSON.arrayNode()),
                        JSON.textNode(""),
                        JSON.textNode("a\u0000b"),
                        JSON.textNode("x".repeat(3000))),
                random);
        claims.set(claim, wrong);
        boolean due = claim.equals("sub")
                || claim.equals("groups")
                || claim.equals("iss")
                || (claim.equals("tenant") && !valid.request().has("Cpq-Tenant"));
        boolean longSubject = claim.equals("sub") && wrong.isNull();
        WireRequest request = as(valid, valid.world().tokens().sign(claims));
        return Optional.of(due && !longSubject ? FuzzCase.refused(request) : FuzzCase.tolerated(request));
    }

    /** Of a person who may do other things, and not this. */
    private static Optional<FuzzCase> ofAnotherRole(ValidRequest valid, RandomGenerator random) {
        List<String> others = ROLES.stream()
                .filter(role -> !valid.operation().roles().contains(role))
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode claims = valid.world().claims(any(others, random));
        return Optional.of(FuzzCase.refused(as(valid, valid.world().tokens().sign(claims))));
    }

    private static Optional<FuzzCase> notValid(ValidRequest valid, RandomGenerator random) {
        ObjectNode claims = valid.world().claims(valid.operation());
        long now = Instant.now().getEpochSecond();
        switch (random.nextInt(9)) {
            case 0 -> claims.put("exp", now - YEAR);
            case 1 -> claims.put("iss", "https://elsewhere.example");
            case 2 -> claims.put("aud", "somebody-else");
            case 3 -> claims.remove("aud");
            case 4 -> claims.remove("exp");
            case 5 -> claims.remove("groups");
            case 6 -> claims.putArray("groups").add("no-such-role");
            case 7 -> claims.put("exp", 0);
            default -> {
                claims.remove("sub");
                claims.remove("upn");
            }
        }
        return Optional.of(FuzzCase.refused(as(valid, valid.world().tokens().sign(claims))));
    }

    private static Optional<FuzzCase> forged(ValidRequest valid, RandomGenerator random) {
        String token = valid.world().tokens().sign(valid.world().claims(valid.operation()));
        String[] parts = token.split("\\.");
        ObjectNode raised = valid.world().claims(valid.operation());
        raised.put("tenant", valid.world().target().foreignTenant());
        String forged = switch (random.nextInt(6)) {
            case 0 -> encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
            case 1 -> encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + parts[1] + "." + parts[2];
            case 2 -> parts[0] + "." + encode(raised.toString()) + "." + parts[2];
            case 3 -> parts[0] + "." + parts[1] + "." + parts[2].substring(4) + "AAAA";
            case 4 -> encode("{\"alg\":\"RS256\",\"crit\":[\"x\"],\"x\":1}") + "." + parts[1] + "." + parts[2];
            default ->
                encode("{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1:1/\",\"kid\":\"../../x\"}") + "." + parts[1] + "."
                        + parts[2];
        };
        return Optional.of(FuzzCase.refused(as(valid, forged)));
    }

    private static Optional<FuzzCase> unreadable(ValidRequest valid, RandomGenerator random) {
        String value = any(
                List.of(
                        "",
                        "Bearer",
                        "Bearer ",
                        "Bearer x",
                        "Bearer ..",
                        "Bearer a.b.c",
                        "Basic dXNlcjpwYXNz",
                        "bearer",
                        "Bearer " + "x".repeat(4000),
                        "Bearer \u00fc",
                        "Bearer " + ".".repeat(500),
                        "Negotiate",
                        "Bearer x, Bearer y",
                        "Bearer " + encode("{}") + "." + encode("[".repeat(2000)) + ".x",
                        "Bearer " + encode("{}") + "." + encode("{\"sub\":1e999999999}") + ".x",
                        "Bearer " + encode("{\"alg\":7}") + "." + encode("{}") + ".x",
                        "Digest username=\"\""),
                random);
        return Optional.of(FuzzCase.refused(valid.request().withOnly("Authorization", value)));
    }

    private static Optional<FuzzCase> odd(ValidRequest valid, RandomGenerator random) {
        ObjectNode claims = valid.world().claims(valid.operation());
        switch (random.nextInt(5)) {
            case 0 -> claims.set("deep", deep(50));
            case 1 -> {
                for (int i = 0; i < 250; i++) {
                    claims.withArray("groups").add("group-" + i);
                }
            }
            case 2 -> claims.put("sub", "\u202e\uD83D\uDE00 'or 1=1--");
            case 3 -> claims.put("exp", Long.MAX_VALUE);
            default -> claims.put("aud", Tokens.AUDIENCE).put("extra", "x".repeat(2000));
        }
        return Optional.of(FuzzCase.tolerated(as(valid, valid.world().tokens().sign(claims))));
    }

    private static JsonNode deep(int levels) {
        JsonNode deep = new ObjectMapper().createArrayNode();
        for (int i = 0; i < levels; i++) {
            deep = JSON.arrayNode().add(deep);
        }
        return deep;
    }

    private static WireRequest as(ValidRequest valid, String token) {
        return valid.request().withOnly("Authorization", "Bearer " + token);
    }

    private static String encode(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
