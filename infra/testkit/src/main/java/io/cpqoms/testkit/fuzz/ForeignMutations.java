package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import io.cpqoms.testkit.fuzz.ApiOperation.Parameter;
import io.cpqoms.testkit.fuzz.ApiOperation.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ways to name what another tenant has: the answer is that of an id that nobody has. */
final class ForeignMutations {

    private static final int UUID_LENGTH = 36;

    private ForeignMutations() {}

    static List<Mutation> all() {
        return List.of(
                new Mutation("id of another tenant", ForeignMutations::one),
                new Mutation("id asked for by another tenant", ForeignMutations::asked));
    }

    private static Optional<FuzzCase> one(ValidRequest valid, RandomGenerator random) {
        List<FuzzCase> cases = new ArrayList<>(of(valid, random).values());
        return cases.isEmpty() ? Optional.empty() : Optional.of(any(cases, random));
    }

    /** One for every kind of thing that the operation can name, wherever it names it. */
    static Map<String, FuzzCase> of(ValidRequest valid, RandomGenerator random) {
        Map<String, FuzzCase> cases = new LinkedHashMap<>();
        valid.world().foreign().forEach((name, theirs) -> {
            String own = valid.ids().getOrDefault(name, "");
            String nobodys = unknown(theirs, random);
            if (valid.names(own)) {
                WireRequest named = valid.naming(name, theirs);
                WireRequest twin = underAnotherKey(valid.naming(name, nobodys), random);
                boolean refused = valid.inPath(own) && !valid.operation().answersAboutNobody();
                cases.put(
                        name,
                        valid.world().isChosen(name)
                                ? FuzzCase.tolerated(named)
                                : refused ? FuzzCase.like(named, twin) : FuzzCase.same(named, twin));
            } else if (asks(valid, name)) {
                cases.put(name, FuzzCase.same(asking(valid, name, theirs), asking(valid, name, nobodys)));
            }
        });
        return cases;
    }

    /** A command that was done answers to its key only. */
    private static WireRequest underAnotherKey(WireRequest request, RandomGenerator random) {
        return request.has("Idempotency-Key") ? request.withOnly("Idempotency-Key", random(random)) : request;
    }

    private static boolean asks(ValidRequest valid, String name) {
        return valid.operation().parameters(Place.QUERY).stream()
                .map(Parameter::name)
                .anyMatch(name::equals);
    }

    private static WireRequest asking(ValidRequest valid, String name, String value) {
        String target = valid.request().target();
        String parameter = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return valid.request().withTarget(target + (target.contains("?") ? "&" : "?") + parameter);
    }

    /** Something of the same form that nobody has. */
    private static String unknown(String theirs, RandomGenerator random) {
        if (theirs.length() == UUID_LENGTH && theirs.charAt(8) == '-') {
            return random(random);
        }
        return theirs.matches("\\d+") ? String.valueOf(random.nextLong(1L << 40, 1L << 50)) : "nobody-has-this";
    }

    private static Optional<FuzzCase> asked(ValidRequest valid, RandomGenerator random) {
        return uuid(valid, random).map(parameter -> {
            String tenant = valid.world().target().foreignTenant();
            WireRequest request = valid.request().has("Cpq-Tenant")
                    ? valid.request().withOnly("Cpq-Tenant", tenant)
                    : valid.request()
                            .withOnly(
                                    "Authorization",
                                    "Bearer "
                                            + valid.world()
                                                    .tokens()
                                                    .sign(valid.world()
                                                            .claims(valid.operation())
                                                            .put("tenant", tenant)));
            WireRequest unknown =
                    request.withTarget(request.target().replace(valid.ids().get(parameter.name()), random(random)));
            return (valid.operation().answersAboutNobody()
                            ? FuzzCase.same(request, unknown)
                            : FuzzCase.like(request, unknown))
                    .byForeigner();
        });
    }

    static Optional<Parameter> uuid(ValidRequest valid, RandomGenerator random) {
        List<Parameter> parameters = valid.operation().parameters(Place.PATH).stream()
                .filter(parameter ->
                        valid.ids().getOrDefault(parameter.name(), "").length() == UUID_LENGTH)
                .toList();
        return parameters.isEmpty() ? Optional.empty() : Optional.of(any(parameters, random));
    }

    static String random(RandomGenerator random) {
        byte[] seed = new byte[16];
        random.nextBytes(seed);
        return UUID.nameUUIDFromBytes(seed).toString();
    }
}
