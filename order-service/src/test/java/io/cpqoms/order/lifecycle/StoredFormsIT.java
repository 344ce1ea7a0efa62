package io.cpqoms.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.cpqoms.order.PartnerServer;
import io.cpqoms.order.Scene;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.testkit.shape.GoldenForms;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Documents of other releases in the database: what is older is carried on, what is newer is left alone. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
class StoredFormsIT {

    private static final String NEWER = "{\"form\":99,\"said\":\"nobody here knows how\"}";

    private final UUID id = UUID.randomUUID();
    private final Scene scene = new Scene();

    @Test
    void anOrderOfTheFirstFormGoesOnAndIsWrittenInThePresentOne() {
        order("acknowledged", new GoldenForms("order").read(1, "decomposed"));

        scene.command("/orders/" + id + "/release").then().statusCode(200).body("state", equalTo("inProgress"));

        Scene.service()
                .get("/orders/" + id)
                .then()
                .statusCode(200)
                .body("progress.ready", equalTo(2))
                .body("totals.exact.amount", equalTo("302.4000"))
                .body("createdBy", nullValue());
        assertThat(one("select document ->> 'form' as form from orders where id = ?"))
                .isEqualTo("3");
    }

    @Test
    void anOrderOfANewerFormIsNeitherReadNorWritten() {
        order("acknowledged", NEWER);

        refused(Scene.service().get("/orders/" + id));
        refused(scene.command("/orders/" + id + "/release"));

        assertThat(one("select document::text as document from orders where id = ?"))
                .isEqualTo(database()
                        .query("select ?::jsonb::text as text", NEWER)
                        .getFirst()
                        .get("text"));
        assertThat(database().number("select version from orders where id = ?", id))
                .isEqualTo(2);
    }

    @Test
    void anAcceptanceOfANewerFormBecomesNoOrderHere() {
        database()
                .execute(
                        "insert into accepted_quote (tenant_id, quote_id, revision, document) values (?, ?, 1, ?::jsonb)",
                        Scene.TENANT,
                        scene.quoteId,
                        NEWER);

        refused(scene.create());

        assertThat(database().number("select count(*) from orders where quote_id = ?", scene.quoteId))
                .isZero();
    }

    @Test
    void aCatalogOfANewerFormIsNotGuessed() {
        scene.acceptQuote();
        String orderId = scene.orderOnceKnown();
        database()
                .execute(
                        "with s as (insert into catalog_snapshot (tenant_id, catalog_version_id, whole_at) values (?, ?, now()) returning *)"
                                + " insert into catalog_rule select tenant_id, catalog_version_id, '0', ?::jsonb from s",
                        Scene.TENANT,
                        scene.catalogVersionId,
                        NEWER);

        refused(scene.command("/orders/" + orderId + "/decompose"));
        Scene.service()
                .get("/orders/" + orderId)
                .then()
                .statusCode(200)
                .body("commands[0].why.type", equalTo("urn:cpq:problem:catalog-not-known"));
    }

    private void order(String state, String document) {
        database().execute("""
                insert into orders (id, tenant_id, version, state, open_fallouts, fallouts, quote_id, quote_revision, customer_id,
                    currency, exact_total, rounded_total, correlation_id, created_at, updated_at, document)
                values (?, ?, 2, ?, 0, 0, ?, 1, 'VINET', 'EUR', 302.4000, 302.40, ?, now(), now(), ?::jsonb)""", id, Scene.TENANT, state, scene.quoteId, scene.correlationId, document);
    }

    private Object one(String sql) {
        Map<String, Object> row = database().query(sql, id).getFirst();
        return row.values().iterator().next();
    }

    private static void refused(Response answer) {
        answer.then().statusCode(503).body("type", equalTo("urn:cpq:problem:newer-form"));
    }

    private static Rows database() {
        return PostgresServer.rows("orders");
    }
}
