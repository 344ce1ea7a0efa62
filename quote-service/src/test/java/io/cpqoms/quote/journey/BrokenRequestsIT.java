package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the server refuses before any resource is asked is refused in the same words as everything else. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-04")
class BrokenRequestsIT {

    @Test
    void refusesAPathThatIsNone() throws IOException {
        assertThat(RawHttp.answer(request("GET ?", "Host: 127.0.0.1", "")))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "urn:cpq:problem:malformed-request");
    }

    @Test
    void refusesAHostThatIsNoneWithoutNamingItsClasses() throws IOException {
        assertThat(RawHttp.answer(request("GET /quotes", "Host: a b", "")))
                .startsWith("HTTP/1.1 400")
                .contains("urn:cpq:problem:malformed-request")
                .doesNotContain("io.vertx");
    }

    @Test
    void hangsUpOnWhoSendsChunksThatAreNone() throws IOException {
        String request = request(
                "POST /quotes",
                "Host: 127.0.0.1\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\nTransfer-Encoding: chunked",
                "zz\r\n{}\r\n0\r\n\r\n");

        // Silence would be a timeout and no answer. The words of the refusal (RequestBodyTest) come too late to be
        // heard.
        assertThat(RawHttp.answer(request)).isEmpty();
        assertThat(RawHttp.answer(request("GET /quotes", "Host: 127.0.0.1", "")))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void doesNotBecomeHttp2WhenAskedTo() throws IOException {
        String upgrade = "Host: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA";

        assertThat(RawHttp.answer(request("GET /quotes", upgrade, ""))).startsWith("HTTP/1.1 200");
    }

    @Test
    void takesNoBeginningOfHttp2ForARequest() throws IOException {
        assertThat(RawHttp.answer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"))
                .startsWith("HTTP/2.0 400 ")
                .contains("urn:cpq:problem:malformed-request");
    }

    private static String request(String line, String headers, String body) {
        String token = TokenIssuer.tokens().user("sales-1", "acme", Set.of("sales"));
        return line + " HTTP/1.1\r\n" + headers + "\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n"
                + body;
    }
}
