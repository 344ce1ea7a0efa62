package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import io.cpqoms.testkit.fuzz.WireRequest.Header;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ways to break the headers that the document knows, and to send such as no client does. */
final class HeaderMutations {

    private static final List<String> NO_UUIDS = List.of(
            "x", "1-1-1-1-1", "0198c0de000070008000000000000101", "{}", "null", "0198c0de-0000-7000-8000-00000000010g");
    private static final List<String> NO_KEYS = List.of("", " ", "a b", "\u00fc", "a".repeat(201), "a".repeat(5000));
    private static final List<String> NO_VERSIONS = List.of(
            "W/\"1\"",
            "\"x\"",
            "1",
            "\"1\",\"2\"",
            "\"9999999999999999999\"",
            "\"-1\"",
            "\"",
            "\"\"",
            "**",
            "\"1",
            "\u0661");
    private static final List<Header> ODD = List.of(
            new Header("Accept", "image/png"),
            new Header("Accept", ";;;"),
            new Header("Accept", "application/json;q=abc"),
            new Header("Accept", "*/*;q=1e400, */*"),
            new Header("Accept", ""),
            new Header("Accept", "a/b,".repeat(500) + "*/*"),
            new Header("Accept-Language", "x".repeat(2000)),
            new Header("Accept-Encoding", "gzip;q=x, br, *"),
            new Header("Accept-Charset", "utf-99"),
            new Header("Content-Encoding", "gzip"),
            new Header("Content-Encoding", "no-such"),
            new Header("Range", "bytes=0-1,5-x"),
            new Header("If-None-Match", "\"\u00fc\", W/x, *"),
            new Header("If-Modified-Since", "yesterday"),
            new Header("X-HTTP-Method-Override", "DELETE"),
            new Header("X-Forwarded-For", "127.0.0.1\"'<>"),
            new Header("X-Forwarded-Host", "elsewhere.example"),
            new Header("Forwarded", "for=\"[::1;by="),
            new Header("Cookie", "a=b; =; \"; c=" + "x".repeat(3000)),
            new Header("Origin", "null"),
            new Header("traceparent", "00-zz-zz-zz"),
            new Header("traceparent", "ff-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01"),
            new Header("baggage", "a=b,".repeat(500)),
            new Header("Fuzz", "a\u00fc\u202e\uD83D\uDE00"),
            new Header("Expect", "100-continue"),
            new Header("Prefer", "return=minimal; wait=999999999999"));

    private HeaderMutations() {}

    static List<Mutation> all() {
        return List.of(
                broken("Idempotency-Key", NO_KEYS),
                broken("Cpq-Correlation-Id", NO_UUIDS),
                broken("Cpq-Causation-Id", NO_UUIDS),
                new Mutation("If-Match broken", HeaderMutations::version),
                new Mutation("header missing", HeaderMutations::missing),
                new Mutation("header twice", HeaderMutations::twice),
                new Mutation("Cpq-Tenant broken", HeaderMutations::tenant),
                new Mutation("header odd", HeaderMutations::odd),
                new Mutation("content type odd", HeaderMutations::contentType),
                new Mutation("headers without end", HeaderMutations::many));
    }

    private static Mutation broken(String header, List<String> values) {
        return new Mutation(
                header + " broken",
                (valid, random) -> Optional.of(header)
                        .filter(valid.operation()::takesHeader)
                        .map(name -> FuzzCase.refusedAt(name, valid.request().withOnly(name, any(values, random)))));
    }

    private static Optional<FuzzCase> version(ValidRequest valid, RandomGenerator random) {
        return Optional.of("If-Match")
                .filter(valid.operation()::takesHeader)
                .map(name -> FuzzCase.refusedAt(name, valid.request().withOnly(name, any(NO_VERSIONS, random))));
    }

    private static Optional<FuzzCase> missing(ValidRequest valid, RandomGenerator random) {
        List<String> required = valid.request().headers().stream()
                .map(Header::name)
                .filter(name -> !name.equals("Content-Type"))
                .toList();
        String name = any(required, random);
        WireRequest without = valid.request().without(name);
        return Optional.of(
                name.equals("Authorization") || name.equals("If-Match")
                        ? FuzzCase.refused(without)
                        : FuzzCase.refusedAt(name, without));
    }

    private static Optional<FuzzCase> twice(ValidRequest valid, RandomGenerator random) {
        Header header = any(
                valid.request().headers().stream()
                        .filter(one -> !one.name().equals("Content-Type"))
                        .toList(),
                random);
        WireRequest request = valid.request().with(header.name(), header.value());
        return Optional.of(
                header.name().equals("Authorization")
                        ? FuzzCase.refused(request)
                        : FuzzCase.refusedAt(header.name(), request));
    }

    private static Optional<FuzzCase> tenant(ValidRequest valid, RandomGenerator random) {
        boolean service = valid.request().has("Cpq-Tenant");
        String tenant = any(
                List.of("", " ", "A", "Not A Tenant", "a".repeat(41), "../x", "\u00fc", "*", "acme,other", "acme'--"),
                random);
        String named =
                service ? tenant : any(List.of(tenant, valid.world().target().tenant()), random);
        return Optional.of(FuzzCase.refusedAt("Cpq-Tenant", valid.request().withOnly("Cpq-Tenant", named)));
    }

    private static Optional<FuzzCase> odd(ValidRequest valid, RandomGenerator random) {
        Header header = any(ODD, random);
        return Optional.of(FuzzCase.tolerated(valid.request().with(header.name(), header.value())));
    }

    private static Optional<FuzzCase> contentType(ValidRequest valid, RandomGenerator random) {
        String type = any(
                List.of(
                        "text/xml",
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "multipart/form-data",
                        "application/json; charset=utf-16",
                        "application/json; charset=no-such",
                        "application/json; charset=\"",
                        "nonsense",
                        "a/b/c",
                        "",
                        ";",
                        "*/*",
                        "application/*",
                        "\u00fc/\u00fc",
                        "application/json, text/xml",
                        "application/merge-patch+json",
                        "application/problem+json"),
                random);
        return Optional.of(FuzzCase.tolerated(valid.request().withOnly("Content-Type", type)));
    }

    private static Optional<FuzzCase> many(ValidRequest valid, RandomGenerator random) {
        WireRequest request = valid.request();
        int count = any(List.of(50, 200, 2_000), random);
        for (int i = 0; i < count; i++) {
            request = request.with("X-Fuzz-" + i, "x".repeat(10));
        }
        return Optional.of(
                FuzzCase.bare(random.nextBoolean() ? request : valid.request().with("X-Fuzz", "x".repeat(30_000))));
    }
}
