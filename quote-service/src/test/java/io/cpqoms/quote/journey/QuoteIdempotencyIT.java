package io.cpqoms.quote.journey;

import static io.cpqoms.quote.journey.QuoteClient.NORTHWIND_LINE;
import static io.cpqoms.quote.journey.QuoteClient.newQuote;
import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A command sent again is carried out once. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("API-02")
class QuoteIdempotencyIT {

    private static final int TWINS = 16;

    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");

    @Test
    void givesTheFirstAnswerAgain() {
        String id = client.aDraft();
        Response first = price(id, "key-1", "\"1\"");

        Response again = price(id, "key-1", "\"1\"");

        first.then().statusCode(200).header("Idempotency-Replayed", nullValue());
        again.then().statusCode(200).header("Idempotency-Replayed", "true").header("ETag", "\"2\"");
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(events(id)).isEqualTo(2);
    }

    @Test
    void refusesTheKeyForAnotherBody() {
        String catalog = client.publishedCatalog();
        open("key-1", newQuote(catalog, NORTHWIND_LINE)).then().statusCode(201);

        open("key-1", newQuote(catalog))
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:cpq:problem:idempotency-key-reused"));
    }

    @Test
    void takesTheSameKeyForAnotherQuote() {
        String one = client.aDraft();
        String other = client.aDraft();

        price(one, "key-1", "*").then().statusCode(200).body("quoteId", equalTo(one));
        price(other, "key-1", "*").then().statusCode(200).body("quoteId", equalTo(other));
    }

    @Test
    void theWhiteSpaceAndOrderOfABodyDoNotMatter() {
        String catalog = client.publishedCatalog();
        Response first = open(
                "key-1",
                "{\"customerId\":\"A\",\"currency\":\"EUR\",\"catalogVersionId\":\"" + catalog + "\",\"lines\":[]}");

        open(
                        "key-1",
                        "{ \"lines\" : [],\n\"catalogVersionId\":\"" + catalog
                                + "\", \"currency\":\"EUR\", \"customerId\":\"A\"}")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("quoteId", equalTo(first.path("quoteId")));
    }

    @Test
    void aRefusalIsNotRememberedSoThatTheKeyCanBeSentAgain() {
        String id = client.aDraft();
        price(id, "key-1", "\"9\"").then().statusCode(412);

        price(id, "key-1", "\"1\"").then().statusCode(200).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void refusesATwinAtOnceWhileTheFirstIsStillRunning() throws Exception {
        String id = client.aDraft();
        try (Connection blocker = rows.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("select 1 from quote where quote_id = '" + id + "' for update");
            Future<Response> first = threads.submit(() -> price(id, "key-1", "*"));
            await().until(() -> rows.number("select count(*) from pg_locks where locktype = 'advisory' and granted"
                            + " and database = (select oid from pg_database where datname = current_database())"
                            + " and pid in (select pid from pg_stat_activity where wait_event_type = 'Lock')")
                    > 0);

            price(id, "key-1", "*")
                    .then()
                    .statusCode(409)
                    .header("Retry-After", "1")
                    .body("type", equalTo("urn:cpq:problem:command-in-flight"));

            blocker.rollback();
            first.get().then().statusCode(200);
        }
        assertThat(events(id)).isEqualTo(2);
    }

    @Test
    void sixteenTwinsHaveOneEffect() throws Exception {
        String body = newQuote(client.publishedCatalog(), NORTHWIND_LINE);
        String key = UUID.randomUUID().toString();
        List<Response> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(TWINS)) {
            Callable<Response> twin = () -> open(key, body);
            for (Future<Response> answer :
                    threads.invokeAll(Stream.generate(() -> twin).limit(TWINS).toList())) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).extracting(Response::statusCode).containsAnyOf(201).isSubsetOf(201, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.statusCode() == 201)
                        .filter(answer -> answer.header("Idempotency-Replayed") == null))
                .hasSize(1);
        assertThat(rows.number("select count(*) from quote where tenant_id = ?", client.tenant))
                .isEqualTo(1);
        assertThat(rows.number(
                        "select count(*) from outbox_message where tenant_id = ? and event_type = 'QuoteCreated'",
                        client.tenant))
                .isEqualTo(1);
    }

    private Response open(String key, String body) {
        return client.as("sales").header("Idempotency-Key", key).body(body).post("/quotes");
    }

    private Response price(String id, String key, String version) {
        return client.as("sales")
                .header("Idempotency-Key", key)
                .header("If-Match", version)
                .post("/quotes/" + id + "/price");
    }

    private long events(String id) {
        return rows.number("select count(*) from outbox_message where aggregate_id = ?", id);
    }
}
