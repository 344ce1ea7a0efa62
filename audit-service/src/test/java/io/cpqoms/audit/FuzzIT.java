package io.cpqoms.audit;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.SampleEvent;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.testkit.fuzz.FuzzReport;
import io.cpqoms.testkit.fuzz.FuzzRun;
import io.cpqoms.testkit.fuzz.FuzzTarget;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that are each broken in one way: none makes the service fail, none that it refuses leaves a trace. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-04")
class FuzzIT {

    private static final String QUOTES = "cpq.quote.events.v1";

    @Test
    void survivesWhateverIsSentToItsOperations() {
        UUID own = recorded("fuzz-own");
        UUID other = recorded("fuzz-other");
        FuzzReport report = FuzzRun.requireClean(FuzzTarget.of(
                        URI.create("http://127.0.0.1:" + RestAssured.port),
                        Path.of("src/main/resources/openapi/openapi.yaml"))
                .tenants("fuzz-own", "fuzz-other")
                .id("topic", () -> QUOTES)
                .id("id", own::toString, other::toString)
                .database(PostgresServer.rows("audit"))
                .operators()
                .bodyLimit(64 * 1024));

        assertThat(report.statuses()).containsKeys(200, 400, 401, 404);
        assertThat(report.foreign()).containsKeys("id", "dlqId", "outboxId");
    }

    private static UUID recorded(String tenant) {
        UUID quote = UUID.randomUUID();
        KafkaBroker.records()
                .publish(List.of(SampleEvent.of("cpq.quote.QuoteCreated.v1")
                        .tenant(tenant)
                        .aggregate(quote, 1)
                        .on(QUOTES)));
        await().until(
                        () -> given().auth()
                                .oauth2(TokenIssuer.tokens().user("auditor-1", tenant, Set.of("auditor")))
                                .get("/timelines/quote/" + quote)
                                .statusCode(),
                        status -> status == 200);
        return quote;
    }
}
