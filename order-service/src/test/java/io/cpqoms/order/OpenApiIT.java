package io.cpqoms.order;

import static io.restassured.RestAssured.given;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenApiDocument;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.RolesTable;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checked-in API document is what the service serves. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
@Tag("API-01")
class OpenApiIT {

    @Test
    @Tag("K9")
    void servesTheCheckedInDocument() {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();

        new OpenApiDocument(Path.of("src/main/resources/openapi/openapi.yaml")).requireServed(served);
    }

    @Test
    @Tag("K12")
    @Tag("API-06")
    void givesEachRoleTheOperationsOfItsTableAndNoOther() {
        RolesTable table = new RolesTable(Path.of("src/test/resources/roles.md"));

        table.requireIn(given().get("/q/openapi").asString());
        table.requireObeyedBy(URI.create("http://localhost:" + RestAssured.port));
    }
}
