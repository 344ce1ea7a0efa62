package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.StatementsSeen;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements that lists really send are answered from an index, in its order, however many rows there are. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("API-05")
class ListPlansIT {

    private static final int MANY = 20_000;

    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");

    @ParameterizedTest
    @CsvSource({
        "'', quote_list",
        "sort=createdAt, quote_by_creation",
        "sort=-createdAt, quote_by_creation",
        "sort=changedAt, quote_by_change",
        "sort=-validUntil, quote_by_validity",
        "sort=-createdAt&createdTo=2199-01-01T00:00:00Z, quote_by_creation",
        "sort=changedAt&changedFrom=2020-01-01T00:00:00Z, quote_by_change"
    })
    void readsAPageFromTheIndexOfItsOrder(String query, String index) {
        String plan = planOf(query);

        assertThat(plan).contains(index).doesNotContain("Seq Scan", "Sort");
    }

    /** Of a customer or a reference there are fewer than a page: to sort those is right. */
    @ParameterizedTest
    @CsvSource({"customerId=C-7, quote_by_customer", "externalReference=ref-7, quote_by_reference"})
    void findsAHandfulByItsIndex(String query, String index) {
        String plan = planOf(query);

        assertThat(plan).contains(index).doesNotContain("Seq Scan");
    }

    private String planOf(String query) {
        seed();
        String cursor = get(query + "&limit=2").path("nextCursor");
        String list = StatementsSeen.during(() -> get(query + "&limit=2" + (cursor == null ? "" : "&cursor=" + cursor)))
                .only(".tenant_id=?");

        return StatementsSeen.plan(rows, list);
    }

    private void seed() {
        String catalog = client.publishedCatalog();
        rows.execute("""
                insert into quote (quote_id, tenant_id, version, revision, state, customer_id, currency, catalog_version_id,
                    external_reference, valid_until, document, changed_at, created_at, created_by)
                select gen_random_uuid(), ?, 1, 1, 'draft', 'C-' || n % 100, 'EUR', ?, 'ref-' || n % 1000,
                    '2090-01-01'::timestamptz + n * interval '1 second', '{}', '2026-01-01'::timestamptz + n * interval '1 second',
                    '2026-01-01'::timestamptz + n * interval '1 second', 'anna'
                from generate_series(1, ?) n""", client.tenant, UUID.fromString(catalog), MANY);
        rows.execute("analyze quote");
    }

    private Response get(String query) {
        return client.as("sales").urlEncodingEnabled(false).get("/quotes?" + query.replaceFirst("^&", ""));
    }
}
