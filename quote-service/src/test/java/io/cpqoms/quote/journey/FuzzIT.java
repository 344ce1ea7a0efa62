package io.cpqoms.quote.journey;

import static io.cpqoms.quote.journey.QuoteClient.NORTHWIND_LINE;
import static io.cpqoms.quote.journey.QuoteClient.newQuote;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.testkit.fuzz.FuzzReport;
import io.cpqoms.testkit.fuzz.FuzzRun;
import io.cpqoms.testkit.fuzz.FuzzTarget;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that are each broken in one way: none makes the service fail, none that it refuses leaves a trace. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-04")
class FuzzIT {

    private static final int FIVE_MEGABYTES = 5 * 1024 * 1024;

    private final QuoteClient own = new QuoteClient();
    private final QuoteClient other = new QuoteClient();

    private String catalog = "";
    private String line = "";

    /** A catalog that can still be published, which drafts beside it don't need. */
    private String anUnpublishedCatalog() {
        return own.command("catalog-admin")
                .body(QuoteClient.catalog())
                .post("/catalog-versions")
                .path("catalogVersionId");
    }

    /** A quote of our own, whose lines are asked for next. */
    private String aDraft() {
        Response draft =
                own.command("sales").body(newQuote(catalog, NORTHWIND_LINE)).post("/quotes");
        line = draft.path("lines[0].lineId");
        return draft.path("quoteId");
    }

    @Test
    void survivesWhateverIsSentToItsOperations() {
        catalog = own.publishedCatalog();
        String foreignQuote = other.aDraft();
        String foreignLine = other.as("sales").get("/quotes/" + foreignQuote).path("lines[0].lineId");
        FuzzReport report = FuzzRun.requireClean(FuzzTarget.of(
                        URI.create("http://127.0.0.1:" + RestAssured.port),
                        Path.of("src/main/resources/openapi/openapi.yaml"))
                .tenants(own.tenant, other.tenant)
                .id("quoteId", this::aDraft, () -> foreignQuote)
                .id("lineId", () -> line, () -> foreignLine)
                .id("catalogVersionId", this::anUnpublishedCatalog, other::publishedCatalog)
                .name("productId", "11", "no-product-of-ours")
                .database(PostgresServer.rows("quote"))
                .operators()
                .bodyLimit(FIVE_MEGABYTES));

        assertThat(report.statuses()).containsKeys(200, 201, 400, 401, 404);
        assertThat(report.foreign()).containsKeys("quoteId", "lineId", "catalogVersionId", "dlqId", "outboxId");
        own.as("sales").get("/quotes").then().statusCode(200);
    }
}
