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

    private static final String OTHER = "other";

    @Test
    void survivesWhateverIsSentToItsOperations() {
        Scene.Released own = Scene.released();
        Scene.Released other = Scene.released(OTHER);
        String ownFallout = fallout(own);
        String otherFallout = fallout(other);
        Scene accepted = accepted(Scene.TENANT);
        Scene acceptedByOther = accepted(OTHER);
        FuzzReport report = FuzzRun.requireClean(FuzzTarget.of(
                        URI.create("http://127.0.0.1:" + RestAssured.port),
                        Path.of("src/main/resources/openapi/openapi.yaml"))
                .tenants(Scene.TENANT, OTHER)
                .id("orderId", own::orderId, other::orderId)
                .id("taskId", () -> own.task("reserve", 0), () -> other.task("reserve", 0))
                .id("falloutId", () -> ownFallout, () -> otherFallout)
                .id("quoteId", accepted.quoteId::toString, acceptedByOther.quoteId::toString)
                .id("externalReference", () -> accepted.externalReference, () -> acceptedByOther.externalReference)
                .body("repairFallout", "{\"repair\":\"retry\",\"reason\":\"Stock arrived.\"}")
                .database(PostgresServer.rows("orders"))
                .operators()
                .bodyLimit(64 * 1024));

        assertThat(report.statuses()).containsKeys(200, 400, 401, 404);
        assertThat(report.foreign())
                .containsKeys("orderId", "taskId", "falloutId", "quoteId", "externalReference", "dlqId", "outboxId");
        assertThat(report.foreign().get("orderId")).hasSize(6);
    }

    /** Of a reservation that is refused once. */
    private static String fallout(Scene.Released order) {
        order.warehouseRefusesOnce("reserve");
        return order.perform("reserve", 1).path("falloutId");
    }

    private static Scene accepted(String tenant) {
        Scene scene = new Scene(tenant);
        scene.acceptQuote();
        scene.orderOnceKnown();
        return scene;
    }
}
