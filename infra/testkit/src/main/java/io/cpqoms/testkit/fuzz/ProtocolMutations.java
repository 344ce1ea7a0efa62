package io.cpqoms.testkit.fuzz;

import static io.cpqoms.testkit.fuzz.Mutation.any;

import io.cpqoms.testkit.fuzz.WireRequest.Header;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ways to speak HTTP that hardly is any. */
final class ProtocolMutations {

    private static final List<Header> NO_FRAMING = List.of(
            new Header("Content-Length", "-1"),
            new Header("Content-Length", "abc"),
            new Header("Content-Length", "1, 2"),
            new Header("Content-Length", "99999999999999999999"),
            new Header("Content-Length", "0"),
            new Header("Transfer-Encoding", "gzip"),
            new Header("Transfer-Encoding", "chunked, identity"),
            new Header("Transfer-Encoding", "xchunked"),
            new Header("Host", ""),
            new Header("Host", "a b"),
            new Header("Host", "elsewhere.example:99999"),
            new Header("Upgrade", "websocket"),
            new Header("Expect", "200-ok"),
            new Header("Fuzz", "a\rFuzz-Injected: yes"),
            new Header("Fuzz", "a\nb"),
            new Header("Fu zz", "x"),
            new Header("", "x"),
            new Header("Fuzz", "\u0000"),
            new Header("Idempotency-Key", "\u0001"));

    private ProtocolMutations() {}

    static List<Mutation> all() {
        return List.of(
                new Mutation("method odd", ProtocolMutations::method),
                new Mutation("framing broken", ProtocolMutations::framing),
                new Mutation("asked to speak HTTP/2", ProtocolMutations::upgrade),
                new Mutation("chunks broken", ProtocolMutations::chunks),
                new Mutation("request line broken", ProtocolMutations::line));
    }

    /** Other methods than the path has; one of them may be another operation of the path. */
    private static Optional<FuzzCase> method(ValidRequest valid, RandomGenerator random) {
        String method = any(
                List.of("TRACE", "PATCH", "OPTIONS", "HEAD", "INVENTED", "get", "PROPFIND", "PUT", "CONNECT"), random);
        return Optional.of(
                method.equals("CONNECT")
                        ? FuzzCase.bare(valid.request().withMethod(method))
                        : FuzzCase.tolerated(valid.request().withMethod(method)));
    }

    private static Optional<FuzzCase> framing(ValidRequest valid, RandomGenerator random) {
        Header header = any(NO_FRAMING, random);
        return Optional.of(FuzzCase.bare(valid.request().with(header.name(), header.value())));
    }

    /** What is behind such an answer is no HTTP/1.1 any more, and past every door that is made for it. */
    private static Optional<FuzzCase> upgrade(ValidRequest valid, RandomGenerator random) {
        return Optional.of(FuzzCase.tolerated(valid.request()
                .with("Connection", "Upgrade, HTTP2-Settings")
                .with("Upgrade", "h2c")
                .with("HTTP2-Settings", "AAMAAABkAAQAoAAAAAIAAAAA")));
    }

    private static Optional<FuzzCase> chunks(ValidRequest valid, RandomGenerator random) {
        String body = any(
                List.of(
                        "zz\r\n{}\r\n0\r\n\r\n",
                        "2\r\n{}0\r\n\r\n",
                        "-1\r\n",
                        "ffffffffffffffffff\r\n{}",
                        "2;x=y\r\n{}\r\n0\r\nA: b\r\n\r\n",
                        "0\r\n\r\n",
                        "2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n"),
                random);
        return Optional.of(FuzzCase.bare(
                valid.request().with("Transfer-Encoding", "chunked").withBody(BodyMutations.utf8(body))));
    }

    private static Optional<FuzzCase> line(ValidRequest valid, RandomGenerator random) {
        String target = any(
                List.of(
                        "",
                        "*",
                        "quotes",
                        "http://",
                        "//",
                        "/ /",
                        "/\t",
                        "/\u0000",
                        "/" + "a".repeat(9000),
                        "?",
                        "#",
                        "/a b HTTP/1.1",
                        "/%",
                        "/?%",
                        "/\\..\\.."),
                random);
        return Optional.of(FuzzCase.bare(valid.request().withTarget(target)));
    }
}
