package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a newer release wrote is neither read by halves nor written over by this one. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
class NewerFormIT {

    private static final String NEWER = "{\"form\": 99, \"shape\": \"of things to come\"}";

    private final QuoteClient client = new QuoteClient();

    @Test
    void refusesAQuoteOfANewerFormAndLeavesItAsItIs() {
        String id = client.aQuoteAfter("price");
        PostgresServer.rows("quote")
                .execute("update quote set document = ?::jsonb where quote_id = ?", NEWER, UUID.fromString(id));

        client.as("sales")
                .get("/quotes/" + id)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("type", equalTo("urn:cpq:problem:newer-form"))
                .body("detail", containsString("nothing was changed"));
        client.as("sales")
                .header("Idempotency-Key", "newer-form-1")
                .header("If-Match", "*")
                .post("/quotes/" + id + "/submit")
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:cpq:problem:newer-form"));
        assertThat(PostgresServer.rows("quote")
                        .number("select count(*) from quote where document = '" + NEWER + "'::jsonb and version = 2"))
                .isEqualTo(1);
    }
}
