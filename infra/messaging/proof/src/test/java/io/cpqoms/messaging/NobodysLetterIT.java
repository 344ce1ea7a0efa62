package io.cpqoms.messaging;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may see and end the letter of a record that names no tenant. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "workflow"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class NobodysLetterIT {

    private static final String DESK = "/ops/dead-letters/";

    /** Nobody's record may hold what is anybody's, and what became of its key is no tenant's row. */
    @Test
    @Tag("SEC-01")
    @Tag("M15")
    void showsALetterThatNamesNoTenantToThePlatformsOperatorAlone() {
        UUID letter = UUID.randomUUID();
        String key = "unknown:order:" + letter;
        PostgresServer.rows("workflow")
                .execute(
                        "insert into dead_letter (dlq_id, consumer, message_id, tenant_id, aggregate_key, aggregate_version,"
                                + " event_type, topic, partition, record_offset, record_time, headers, value, failure_type,"
                                + " failure_class, failure_message, failure_group, attempts, first_failed_at, last_failed_at, state)"
                                + " values (?, 'none', ?, 'unknown', ?, 1, 'E', 't', 0, 0, 0, '[]', convert_to('{}', 'UTF8'),"
                                + " 'bad-data', 'c', 'm', ?, 1, now(), now(), 'OPEN')",
                        letter,
                        letter,
                        key,
                        key);
        PostgresServer.rows("workflow").execute("insert into inbox_watermark values ('none', ?, 2, false)", key);

        given(operator("platform-operator"))
                .get("/ops/dead-letters?failureGroup=" + key)
                .then()
                .statusCode(200)
                .body("items.dlqId", contains(letter.toString()))
                .body("items[0].overtaken", equalTo(true));
        given(operator())
                .get("/ops/dead-letters?failureGroup=" + key)
                .then()
                .statusCode(200)
                .body("items", empty());
        given(operator()).get(DESK + letter).then().statusCode(404);
        post(letter + "/discard", Map.of("reason", "not mine")).then().statusCode(404);
        given().auth()
                .oauth2(TokenIssuer.tokens().user("operator-2", "unknown", Set.of("operator")))
                .get(DESK + letter)
                .then()
                .statusCode(404);
        post("redrive", Map.of("ids", List.of(letter))).then().statusCode(200).body("outcomes", empty());
        given(operator()).get(DESK + "groups").then().statusCode(200).body("failureGroup", not(hasItem(key)));
    }

    private static Response post(String path, Map<String, Object> body) {
        return given(operator())
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(DESK + path);
    }

    private static RequestSpecification operator(String... alsoWith) {
        Set<String> roles = new HashSet<>(Set.of(alsoWith));
        roles.add("operator");
        return given().auth().oauth2(TokenIssuer.tokens().user("operator-1", "acme", roles));
    }
}
