package io.cpqoms.quote.journey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who opens the service in a browser is told where to go on; the page runs nothing and needs no token. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("L2")
class QuoteStartPageIT {

    @Test
    void linksWhatThereIsToSee() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("Quote service"))
                .body(not(containsString("<script")));
        given().get("/q/swagger-ui/").then().statusCode(200);
        given().get("/q/openapi?format=json").then().statusCode(200).contentType("application/json");
    }

    @Test
    void answersForNoOtherPath() {
        given().get("/nothing").then().statusCode(404).contentType("application/problem+json");
    }
}
