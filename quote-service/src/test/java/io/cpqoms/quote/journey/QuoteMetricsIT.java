package io.cpqoms.quote.journey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients invent does not become a label, and what they may ask for is counted all the same. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("K13")
class QuoteMetricsIT {

    /** More than the binder counts paths. */
    private static final int STRANGERS = 120;

    @ConfigProperty(name = "test.management.url")
    String management;

    private final QuoteClient client = new QuoteClient();

    @Test
    void refusedRequestsLeaveNoPathBehindWhateverRefusesThem() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < STRANGERS; i++) {
            String id = mark + UUID.randomUUID().toString().substring(8);
            given().patch("/quotes/" + id).then().statusCode(405);
            given().get("/quotes/" + id);
            given().get("/nothing/" + id);
            given().contentType("text/plain").body("x").put("/quotes/" + id + "/lines/" + id);
            client.command("sales").accept("image/png").post("/quotes/" + id + "/price");
        }

        assertThat(metrics()).doesNotContain(mark);
    }

    @Test
    void aMethodThatHttpDoesNotKnowIsOneOfTheOthers() {
        given().request("INVENTED", "/quotes").then().statusCode(405);

        assertThat(metrics()).doesNotContain("INVENTED").contains("method=\"OTHER\"");
    }

    @Test
    void anEndpointThatIsAskedForTheFirstTimeIsCountedUnderItsTemplate() {
        refusedRequestsLeaveNoPathBehindWhateverRefusesThem();
        String id = client.aQuoteAfter("price", "cancel");

        client.as("sales").get("/quotes/" + id).then().statusCode(200);

        assertThat(metrics()).contains("uri=\"/quotes/{quoteId}/cancel\"").contains("uri=\"/quotes/{quoteId}\"");
    }

    @Test
    void healthAndMetricsAreNotWhereClientsAreAndTheDocumentIs() {
        given().get("/q/metrics").then().statusCode(404);
        given().get("/q/health").then().statusCode(404);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/q/swagger-ui/").then().statusCode(200);
        given().get(management + "/health/ready").then().statusCode(200);
        given().get(management + "/openapi").then().statusCode(404);
    }

    private String metrics() {
        return given().accept("text/plain")
                .get(management + "/metrics")
                .then()
                .extract()
                .asString();
    }
}
