package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import io.cpqoms.testkit.fuzz.ApiOperation.Parameter;
import io.cpqoms.testkit.fuzz.ApiOperation.Place;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ways to ask for what is not there, is not one's own, or is written as nobody writes it. */
final class PathMutations {

    private static final List<String> NO_IDS = List.of(
            "x",
            "%00",
            "..",
            ".",
            "%2e%2e",
            "%2F",
            "a%2Fb",
            "%3B",
            "%zz",
            "%",
            "%ff",
            "%ED%A0%80",
            "*",
            "-1",
            "0",
            "null",
            "%E2%80%AE",
            "{id}",
            "%7Bid%7D",
            "%0d%0aFuzz-Injected:%20yes",
            "%27%20or%201=1--",
            "a".repeat(300),
            "a".repeat(3500),
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "%F0%9F%98%80",
            "%20",
            "a%00b",
            "$",
            "~");

    private PathMutations() {}

    static List<Mutation> all() {
        return List.of(
                new Mutation("id unknown", PathMutations::unknown),
                new Mutation("no id", PathMutations::noId),
                new Mutation("path odd", PathMutations::odd),
                new Mutation("path odd and nobody asks", PathMutations::oddFromNobody));
    }

    private static Optional<FuzzCase> unknown(ValidRequest valid, RandomGenerator random) {
        return ForeignMutations.uuid(valid, random)
                .map(parameter -> FuzzCase.tolerated(valid.naming(parameter.name(), ForeignMutations.random(random))));
    }

    private static Optional<FuzzCase> noId(ValidRequest valid, RandomGenerator random) {
        List<Parameter> parameters = valid.operation().parameters(Place.PATH);
        if (parameters.isEmpty()) {
            return Optional.empty();
        }
        String own = valid.ids().get(any(parameters, random).name());
        String other = random.nextInt(4) == 0
                ? any(List.of(own + ";a=b", own + "%20", own + "%3Ba", own + "/", "/" + own, own + "%00"), random)
                : any(NO_IDS, random);
        return Optional.of(FuzzCase.tolerated(
                valid.request().withTarget(valid.request().target().replace(own, other))));
    }

    private static Optional<FuzzCase> odd(ValidRequest valid, RandomGenerator random) {
        return Optional.of(FuzzCase.tolerated(valid.request().withTarget(oddly(valid, random))));
    }

    /** However a path is written, it opens nothing to who does not say who he is. */
    private static Optional<FuzzCase> oddFromNobody(ValidRequest valid, RandomGenerator random) {
        return Optional.of(
                FuzzCase.refused(valid.request().without("Authorization").withTarget(oddly(valid, random))));
    }

    private static String oddly(ValidRequest valid, RandomGenerator random) {
        String path = valid.request().target();
        return any(
                List.of(
                        "/" + path,
                        path + "/",
                        "/." + path,
                        "/x/.." + path,
                        path + ";x=1",
                        path + "%00",
                        "/%2e" + path,
                        "http://elsewhere.example" + path,
                        path.toUpperCase(java.util.Locale.ROOT),
                        path.replaceFirst("/", "/%2F"),
                        path + "/x/..",
                        path + "%20",
                        path.replaceFirst("s", "%73"),
                        path + "//",
                        path + "/x",
                        path + "\u00fc",
                        path.substring(0, 3) + ";a" + path.substring(3),
                        path + "#x",
                        path + "/" + "a/".repeat(500)),
                random);
    }
}
