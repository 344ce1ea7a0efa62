package io.cpqoms.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.order.PartnerServer;
import io.cpqoms.order.Scene;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bundle that was accepted with its components becomes an order in which each is fulfilled on its own. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
@Tag("DOM-02")
@Tag("DOM-07")
class ComponentsIT {

    private static final String SHIP = """
        {"task":"ship","partner":"warehouse","scope":"line","dependsOn":[]}\
        """;

    @Test
    void aBundleThatNothingFulfilsIsFulfilledByItsComponents() {
        Scene scene = new Scene(3, List.of("", SHIP, SHIP));
        scene.publishCatalog();
        scene.acceptBundle();
        String id = scene.orderOnceKnown();
        scene.decomposeOnceKnown(id).then().statusCode(200);

        Response order = Scene.service().get("/orders/" + id);
        List<String> lines = order.path("lines.lineId");
        order.then()
                .body("lines.role", equalTo(List.of("bundle", "option", "option")))
                .body("lines.parentLineId", equalTo(Arrays.asList(null, lines.getFirst(), lines.getFirst())));
        assertThat(Scene.service().get("/orders/" + id + "/plan").<List<String>>path("tasks.lineId"))
                .containsExactlyInAnyOrderElementsOf(lines.subList(1, 3));
    }
}
