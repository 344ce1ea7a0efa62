package io.cpqoms.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that are each broken in one way: none makes the service fail, none that it refuses leaves a trace. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-04")
class FuzzIT {

    @Test
    void survivesWhateverIsSentToItsOperations() {
        QuotesScene own = new QuotesScene();
        QuotesScene other = new QuotesScene();
        String quote = own.created(2).getFirst().toString();
        String foreign = other.created(1).getFirst().toString();
        own.awaitTotal("", 2);
        other.awaitTotal("", 1);
        FuzzReport report = FuzzRun.requireClean(FuzzTarget.of(
                        URI.create("http://127.0.0.1:" + RestAssured.port),
                        Path.of("src/main/resources/openapi/openapi.yaml"))
                .tenants(own.tenant(), other.tenant())
                .id("quoteId", () -> quote, () -> foreign)
                .database(PostgresServer.rows("search"))
                .operators()
                .bodyLimit(64 * 1024));

        assertThat(report.statuses()).containsKeys(200, 400, 401, 404);
        assertThat(report.foreign()).containsKeys("quoteId", "dlqId", "outboxId");
    }
}
