package io.cpqoms.messaging;

import static io.restassured.RestAssured.given;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenApiDocument;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every service offers to operators is written down once, in the library, and not in the documents of the services. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-04")
class OpsOpenApiIT {

    @Test
    void servesTheCheckedInDocument() {
        String served =
                given().get("/q/openapi").then().statusCode(200).extract().asString();

        new OpenApiDocument(Path.of("../src/main/resources/openapi/ops.yaml")).requireServed(served);
    }
}
