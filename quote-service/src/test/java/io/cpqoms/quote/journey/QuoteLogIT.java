package io.cpqoms.quote.journey;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.LogFile;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a command that fails leaves in the log: who asked, why it failed, and nothing of what it was about. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(LogFile.class)
@Tag("K14")
class QuoteLogIT {

    private static final String SECRET = "Planted-4711-Secret";

    private final ObjectMapper json = new ObjectMapper();
    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");
    private final String correlationId = UUID.randomUUID().toString();
    private final String traceId = UUID.randomUUID().toString().replace("-", "");

    @AfterEach
    void takeTheTrapsAway() {
        rows.execute("alter table quote drop constraint if exists trap");
        rows.execute("drop trigger if exists trap on quote");
    }

    /** The server shows the whole row in the detail of what it says. */
    @Test
    void aBrokenConstraintIsNamedWithoutTheRowThatBrokeIt() throws Exception {
        rows.execute("alter table quote add constraint trap check (customer_id <> '" + SECRET + "')");

        openAQuoteInVain();

        assertThat(failure().path("stackTrace").asText()).contains("SQL state 23514, constraint trap");
        assertThat(LogFile.lines()).noneMatch(line -> line.contains(SECRET));
    }

    /** What a trigger or a cast says has the value in its first line. */
    @Test
    void theServersOwnWordsAreNotRepeated() throws Exception {
        rows.execute("""
                create or replace function trap() returns trigger language plpgsql as $$
                begin raise exception 'refused %', new.customer_id; end $$""");
        rows.execute("create trigger trap before insert on quote for each row execute function trap()");

        openAQuoteInVain();

        assertThat(failure().path("stackTrace").asText()).contains("SQL state P0001");
        assertThat(LogFile.lines()).noneMatch(line -> line.contains(SECRET));
    }

    private void openAQuoteInVain() {
        String catalog = client.publishedCatalog();
        client.command("sales")
                .header("Cpq-Correlation-Id", correlationId)
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .body(QuoteClient.newQuote(catalog, QuoteClient.NORTHWIND_LINE).replace("VINET", SECRET))
                .post("/quotes")
                .then()
                .statusCode(500);
    }

    /** The one line that says so: it, like every other, is an object of JSON, and it names conversation and trace. */
    private JsonNode failure() throws JsonProcessingException {
        await().until(() -> LogFile.lines().stream().anyMatch(line -> line.contains(correlationId)));
        List<String> lines = LogFile.lines();
        for (String line : lines) {
            assertThat(json.readTree(line).isObject()).as(line).isTrue();
        }
        JsonNode failure = json.readTree(lines.stream()
                .filter(line -> line.contains("request failed") && line.contains(correlationId))
                .findFirst()
                .orElseThrow());
        assertThat(failure.at("/mdc/correlationId").asText()).isEqualTo(correlationId);
        assertThat(failure.at("/mdc/traceId").asText()).isEqualTo(traceId);
        assertThat(failure.path("service").asText()).isEqualTo("quote-service");
        assertThat(failure.path("level").asText()).isEqualTo("ERROR");
        return failure;
    }
}
