package io.cpqoms.quote.journey;

import static io.cpqoms.quote.journey.QuoteClient.NORTHWIND_LINE;
import static io.cpqoms.quote.journey.QuoteClient.newQuote;
import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.cpqoms.command.database.RowScopes;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TestServers;
import io.cpqoms.testkit.TestServers.Server;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A database that is busy, frozen or away is told within the bound, and what was asked meanwhile can be asked again. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("K11")
class QuoteDatabaseIT {

    /** The five seconds that are promised, and one for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(6);

    private static final int MANY = 40;
    private static final String BUSY = "urn:cpq:problem:busy";
    private static final String AWAY = "urn:cpq:problem:temporarily-unavailable";

    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");
    private final TestServers servers = TestServers.ofThisJvm();

    @Inject
    AgroalDataSource pool;

    @Inject
    RowScopes scopes;

    @AfterEach
    void databaseIsThereAgain() {
        await().ignoreExceptions().until(() -> list().statusCode() == 200);
    }

    @Test
    void aRowThatAForgottenSessionHoldsIsTold() throws SQLException {
        String id = client.aDraft();
        String key = UUID.randomUUID().toString();
        try (Connection forgotten = rows.open()) {
            forgotten.setAutoCommit(false);
            forgotten.createStatement().execute("select 1 from quote where quote_id = '" + id + "' for update");

            Response refused = within(() -> price(id, key));

            refused.then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .header("Cpq-Correlation-Id", notNullValue())
                    .body("type", equalTo(BUSY));
            forgotten.rollback();
        }
        price(id, key).then().statusCode(200);
        assertThat(events(id)).isEqualTo(2);
    }

    @Test
    void aPoolWhoseConnectionsAreAllInUseIsTold() throws SQLException {
        String id = client.aDraft();
        String key = UUID.randomUUID().toString();
        List<Connection> taken = takeAllConnections();
        try {
            within(this::list).then().statusCode(503).header("Retry-After", "1").body("type", equalTo(BUSY));
            within(() -> price(id, key)).then().statusCode(503).body("type", equalTo(BUSY));
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        price(id, key).then().statusCode(200);
        assertThat(events(id)).isEqualTo(2);
    }

    @Test
    void aServerThatIsFrozenIsToldToEveryoneInTime() throws Exception {
        String id = client.aDraft();
        String key = UUID.randomUUID().toString();
        servers.freeze(Server.POSTGRES);
        try {
            within(() -> price(id, key))
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo(AWAY));
            try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
                Callable<Response> one = () -> within(this::list);
                for (Future<Response> answer :
                        threads.invokeAll(Stream.generate(() -> one).limit(MANY).toList())) {
                    answer.get().then().statusCode(503);
                }
            }
        } finally {
            servers.thaw(Server.POSTGRES);
        }
        await().until(() -> price(id, key).statusCode() == 200);
        assertThat(events(id)).isEqualTo(2);
    }

    @Test
    void aServerThatIsAwayIsToldAndTheSameKeyHasOneEffectAfterwards() {
        String body = newQuote(client.publishedCatalog(), NORTHWIND_LINE);
        String key = UUID.randomUUID().toString();
        servers.stop(Server.POSTGRES);
        try {
            within(() -> open(key, body))
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("type", equalTo(AWAY));
        } finally {
            servers.start(Server.POSTGRES);
        }
        await().until(() -> open(key, body).statusCode() == 201);
        open(key, body).then().statusCode(201).header("Idempotency-Replayed", "true");
        assertThat(rows.number("select count(*) from quote where tenant_id = ?", client.tenant))
                .isEqualTo(1);
    }

    @Test
    void everySessionIsBoundedByTheServerToo() throws SQLException {
        for (String limit : List.of("statement_timeout=5min", "lock_timeout=30s", "temp_file_limit=1GB")) {
            String[] parts = limit.split("=", -1);
            assertThat(rows.query("select current_setting(?) as value", parts[0])
                            .getFirst())
                    .as("the role's own")
                    .containsEntry("value", parts[1]);
        }
        try (Connection pooled = pool.getConnection();
                var row = pooled.createStatement()
                        .executeQuery("select current_setting('idle_in_transaction_session_timeout')"
                                + " || current_setting('client_connection_check_interval')")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("2min2s");
        }
    }

    @Test
    @Tag("K14")
    void aFailureOfTheDatabaseDoesNotQuoteTheRow() throws SQLException {
        try (Connection pooled = scopes.acrossTenants(pool::getConnection)) {
            String insert = "insert into outbox_relay (shard, shards, database, published_to, manifested_to)"
                    + " select shard, shards, database, published_to, manifested_to from outbox_relay";

            assertThatThrownBy(() -> pooled.createStatement().executeUpdate(insert))
                    .hasMessageContaining("outbox_relay_pkey")
                    .hasMessageNotContaining("Key (");
        }
    }

    private List<Connection> takeAllConnections() {
        List<Connection> taken = new ArrayList<>();
        while (true) {
            try {
                taken.add(pool.getConnection());
            } catch (SQLException exhausted) {
                return taken;
            }
        }
    }

    private static Response within(Callable<Response> request) {
        long begun = System.nanoTime();
        try {
            Response answer = request.call();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
            return answer;
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    private Response list() {
        return client.as("sales").get("/quotes");
    }

    private Response open(String key, String body) {
        return client.as("sales").header("Idempotency-Key", key).body(body).post("/quotes");
    }

    private Response price(String id, String key) {
        return client.as("sales")
                .header("Idempotency-Key", key)
                .header("If-Match", "*")
                .post("/quotes/" + id + "/price");
    }

    private long events(String id) {
        return rows.number("select count(*) from outbox_message where aggregate_id = ?", id);
    }
}
