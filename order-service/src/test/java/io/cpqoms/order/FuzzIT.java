package io.cpqoms.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
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
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(PartnerServer.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-04")
class FuzzIT {

    @Test
    void survivesWhateverIsSentToItsOperations() {
        Scene.Released released = Scene.released();
        Scene accepted = new Scene();
        accepted.acceptQuote();
        accepted.orderOnceKnown();
        FuzzReport report = FuzzRun.requireClean(FuzzTarget.of(
                        URI.create("http://127.0.0.1:" + RestAssured.port),
                        Path.of("src/main/resources/openapi/openapi.yaml"))
                .tenants(Scene.TENANT, "other")
                .id("orderId", released::orderId)
                .id("taskId", () -> released.task("reserve", 0))
                .id("quoteId", () -> accepted.quoteId.toString())
                .body("repairFallout", "{\"repair\":\"retry\",\"reason\":\"Stock arrived.\"}")
                .database(PostgresServer.rows("orders"))
                .bodyLimit(64 * 1024));

        assertThat(report.statuses()).containsKeys(200, 400, 401, 404);
    }
}
