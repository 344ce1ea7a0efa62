package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cpqoms.testkit.ForgedCursors;
import io.cpqoms.testkit.fuzz.ApiOperation.Parameter;
import io.cpqoms.testkit.fuzz.ApiOperation.Place;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ways to break what stands behind the question mark. */
final class ParameterMutations {

    private static final List<String> NUMBERS = List.of(
            "abc",
            "1.5",
            "0",
            "-0",
            "-1",
            "201",
            "200",
            "99999999999",
            "9223372036854775808",
            "1e400",
            "",
            "%20",
            "+5",
            "%D9%A3",
            "0x10",
            "1_0",
            "NaN",
            "007",
            "1%00");
    private static final List<String> TEXTS = List.of(
            "",
            "%20",
            "%00",
            "a%00b",
            "%C3%28x",
            "%ED%A0%80",
            "%27%20or%20%271%27=%271",
            "*",
            "%5C",
            "%25",
            "%25%25zz",
            "a".repeat(300),
            "a".repeat(3000),
            "%F0%9F%98%80",
            "%E2%80%AE",
            "%7B%22a%22:1%7D",
            "(",
            "%22",
            "~2",
            "a:b",
            "AND",
            "state:*",
            "%0d%0aFuzz-Injected:%20yes",
            "../..",
            "null",
            "-",
            "%EF%BF%BF",
            "a%20".repeat(200));
    private static final List<String> UNREADABLE = List.of("%", "%zz", "%2", "%ff", "%u0041", "a%", "%c0%80", "%fe%ff");

    private ParameterMutations() {}

    static List<Mutation> all() {
        return List.of(
                new Mutation("query parameter odd", ParameterMutations::odd),
                new Mutation("query parameter unreadable", ParameterMutations::unreadable),
                new Mutation("query parameter twice", ParameterMutations::twice),
                new Mutation("query parameter missing", ParameterMutations::missing),
                new Mutation("query unknown or odd", ParameterMutations::unknown));
    }

    private static Optional<FuzzCase> odd(ValidRequest valid, RandomGenerator random) {
        return parameter(valid, random).map(parameter -> {
            if (parameter.name().equals("cursor")) {
                return FuzzCase.refusedAt("cursor", set(valid, "cursor", any(ForgedCursors.all(), random)));
            }
            boolean number = Schemas.type(parameter.schema()).equals("integer");
            String raw = any(number ? NUMBERS : TEXTS, random);
            WireRequest request = set(valid, parameter.name(), raw);
            return isAllowed(valid, parameter, raw)
                    ? FuzzCase.tolerated(request)
                    : FuzzCase.refusedAt(parameter.name(), request);
        });
    }

    private static boolean isAllowed(ValidRequest valid, Parameter parameter, String raw) {
        String text = URLDecoder.decode(raw, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            return false;
        }
        if (Schemas.type(parameter.schema()).equals("integer")) {
            // An empty one may be taken for an absent one.
            return text.isEmpty()
                    || (text.matches("-?\\d{1,30}")
                            && valid.world()
                                    .schemas()
                                    .allows(parameter.schema(), BigIntegerNode.valueOf(new BigInteger(text))));
        }
        return text.isEmpty() || valid.world().schemas().allows(parameter.schema(), TextNode.valueOf(text));
    }

    private static Optional<FuzzCase> unreadable(ValidRequest valid, RandomGenerator random) {
        return parameter(valid, random)
                .map(parameter -> FuzzCase.tolerated(set(valid, parameter.name(), any(UNREADABLE, random))));
    }

    private static Optional<FuzzCase> twice(ValidRequest valid, RandomGenerator random) {
        return parameter(valid, random).map(parameter -> {
            String value = ValidValues.of(parameter.schema()).asText();
            WireRequest once = set(valid, parameter.name(), value.replace(" ", "%20"));
            String again = any(List.of(parameter.name(), parameter.name().toUpperCase(java.util.Locale.ROOT)), random);
            return FuzzCase.refusedAt(
                    parameter.name(), once.withTarget(once.target() + "&" + again + "=" + value.replace(" ", "%20")));
        });
    }

    private static Optional<FuzzCase> missing(ValidRequest valid, RandomGenerator random) {
        return valid.operation().parameters(Place.QUERY).stream()
                .filter(Parameter::required)
                .findFirst()
                .map(parameter -> FuzzCase.refusedAt(
                        parameter.name(),
                        valid.request().withTarget(valid.request().path())));
    }

    private static Optional<FuzzCase> unknown(ValidRequest valid, RandomGenerator random) {
        String query = any(
                List.of(
                        "?",
                        "?&&&",
                        "?=",
                        "?=x",
                        "?colour=red&colour=blue",
                        "?" + "a&".repeat(1000),
                        "??limit=1",
                        "?%00=1",
                        "?%=%",
                        "?limit[]=1",
                        "?a=" + "%41".repeat(900),
                        "?x#y",
                        "?limit=1;limit=2",
                        "?_method=DELETE",
                        "?tenant=other",
                        "?access_token=x"),
                random);
        return Optional.of(
                FuzzCase.tolerated(valid.request().withTarget(valid.request().path() + query)));
    }

    private static Optional<Parameter> parameter(ValidRequest valid, RandomGenerator random) {
        List<Parameter> parameters = valid.operation().parameters(Place.QUERY);
        return parameters.isEmpty() ? Optional.empty() : Optional.of(any(parameters, random));
    }

    /** The request with that parameter and with those that it can't be without. */
    private static WireRequest set(ValidRequest valid, String name, String raw) {
        String target = valid.request().target();
        String[] parts = target.split("\\?", 2);
        String others = parts.length == 1 || parts[1].startsWith(name + "=") ? "" : parts[1] + "&";
        return valid.request().withTarget(parts[0] + "?" + others + name + "=" + raw);
    }
}
