package io.cpqoms.workflow.integration;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;

import io.cpqoms.testkit.TokenIssuer;
import io.restassured.http.ContentType;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A manager who approves what he is asked, so that a test can look at what becomes of it. */
final class Approvals {

    /** More than the policy lets pass without a person. */
    static final String STEEP = "25";

    private Approvals() {}

    /** Approves the open task of a quote of the tenant acme. */
    static void approve(UUID quote) {
        approve("acme", quote);
    }

    static void approve(String tenant, UUID quote) {
        String mia = TokenIssuer.tokens().user("mia", tenant, Set.of("approver", "sales-managers"));
        String task = await().until(
                        () -> given().auth()
                                .oauth2(mia)
                                .get("/tasks?state=open&subjectId=" + quote)
                                .<String>path("items[0].taskId"),
                        found -> found != null);
        given().auth()
                .oauth2(mia)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("decision", "approve", "reason", "Good customer."))
                .post("/tasks/" + task + "/complete")
                .then()
                .statusCode(200);
    }
}
