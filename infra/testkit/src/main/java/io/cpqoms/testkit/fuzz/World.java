package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.local.stack.Tokens;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.testkit.fuzz.ApiOperation.Parameter;
import io.cpqoms.testkit.fuzz.ApiOperation.Place;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What the fuzzer knows of the service and its tenants; makes valid requests of it. */
final class World {

    private static final String SERVICE = "service";

    private final FuzzTarget target;
    private final Tokens tokens = TokenIssuer.tokens();
    private final Schemas schemas = new Schemas();
    private final Map<String, String> own = new LinkedHashMap<>();
    private final Map<String, String> foreign = new LinkedHashMap<>();
    private final Map<String, String> roleTokens = new LinkedHashMap<>();
    private final Set<String> chosen = new HashSet<>();

    World(FuzzTarget target) {
        this.target = target;
        renew();
        target.ids().forEach((name, id) -> {
            String value = id.foreign().get();
            if (!value.isEmpty()) {
                foreign.put(name, value);
            }
            if (id.chosen()) {
                chosen.add(name);
            }
        });
    }

    /** Asks for other things of the tenant's own: those that were there may be used up. */
    void renew() {
        target.ids().forEach((name, id) -> own.put(name, id.own().get()));
    }

    FuzzTarget target() {
        return target;
    }

    Schemas schemas() {
        return schemas;
    }

    Tokens tokens() {
        return tokens;
    }

    /** What the other tenant has, by parameter. */
    Map<String, String> foreign() {
        return foreign;
    }

    /** Whether each tenant gives such names to what is his. */
    boolean isChosen(String name) {
        return chosen.contains(name);
    }

    ObjectNode claims(ApiOperation operation) {
        return claims(operation.role());
    }

    ObjectNode claims(String role) {
        ObjectNode claims = tokens.claims(role + "-1", target.tenant(), Set.of(role));
        target.groups().forEach(claims.withArray("groups")::add);
        if (role.equals(SERVICE)) {
            claims.remove("tenant");
        }
        return claims;
    }

    ValidRequest request(ApiOperation operation, RandomGenerator random) {
        Map<String, String> ids = new LinkedHashMap<>(own);
        String path = operation.template();
        for (Parameter parameter : operation.parameters(Place.PATH)) {
            String value = ids.computeIfAbsent(
                    parameter.name(), name -> ValidValues.of(parameter.schema()).asText());
            path = path.replace("{" + parameter.name() + "}", value);
        }
        String query = "";
        for (Parameter parameter : operation.parameters(Place.QUERY)) {
            if (parameter.required()) {
                String value = ids.computeIfAbsent(
                        parameter.name(),
                        name -> ValidValues.of(parameter.schema()).asText());
                query += (query.isEmpty() ? "?" : "&") + parameter.name() + "=" + value;
            }
        }
        Optional<ObjectNode> body = body(operation, ids);
        WireRequest request = new WireRequest(
                operation.method(),
                path + query,
                java.util.List.of(),
                body.map(json -> json.toString().getBytes(StandardCharsets.UTF_8))
                        .orElse(new byte[0]));
        return new ValidRequest(operation, Map.copyOf(ids), body, headed(request, operation, random), this);
    }

    private WireRequest headed(WireRequest bare, ApiOperation operation, RandomGenerator random) {
        WireRequest request = bare.with("Authorization", "Bearer " + token(operation));
        if (operation.role().equals(SERVICE)) {
            request = request.with("Cpq-Tenant", target.tenant());
        }
        if (operation.takesHeader("Idempotency-Key")) {
            request = request.with("Idempotency-Key", new UUID(random.nextLong(), random.nextLong()).toString());
        }
        if (operation.takesHeader("If-Match")) {
            request = request.with("If-Match", "*");
        }
        return operation.body().isPresent() ? request.with("Content-Type", "application/json") : request;
    }

    private String token(ApiOperation operation) {
        return roleTokens.computeIfAbsent(operation.role(), role -> tokens.sign(claims(operation)));
    }

    private Optional<ObjectNode> body(ApiOperation operation, Map<String, String> ids) {
        return operation.body().map(schema -> {
            ObjectNode body = target.body(operation.id())
                    .map(json -> parsed(json, ids))
                    .orElseGet(() -> (ObjectNode) ValidValues.of(schema));
            ids.forEach((name, value) -> {
                if (body.path(name).isTextual()) {
                    body.put(name, value);
                }
            });
            return body;
        });
    }

    private static ObjectNode parsed(String body, Map<String, String> ids) {
        String json = body;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            json = json.replace("{" + id.getKey() + "}", id.getValue());
        }
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a body: " + json, e);
        }
    }
}
