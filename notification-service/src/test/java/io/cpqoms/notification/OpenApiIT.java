package io.cpqoms.notification;

import static io.restassured.RestAssured.given;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
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

/** The document that is checked in is the one that the running service gives; {@code -Dopenapi.write} renews it. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(MailSink.class)
@WithTestResource(TokenIssuer.class)
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
