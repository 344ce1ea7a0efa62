package io.cpqoms.order.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.order.PartnerServer;
import io.cpqoms.order.Scene;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.StatementsSeen;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of orders in every order and with every filter, from the index that is there for it. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
@Tag("API-05")
class SortedOrdersIT {

    private final String tenant = "sorted-" + UUID.randomUUID().toString().substring(0, 8);
    private final Rows rows = PostgresServer.rows("orders");

    @ParameterizedTest
    @ValueSource(strings = {"", "createdAt", "-createdAt", "changedAt", "-changedAt"})
    void showsEachOrderOnceWhileOthersAreAdded(String sort) {
        seed(1, 60);
        String query = "limit=7" + (sort.isEmpty() ? "" : "&sort=" + sort);
        List<Map<String, Object>> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; !Objects.isNull(cursor); page++) {
            Response answer = get("/orders?" + query + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            answer.then().statusCode(200);
            seen.addAll(answer.path("items"));
            cursor = answer.path("nextCursor");
            if (page < 4) {
                seed(100 - 30 * page, 3);
            }
        }

        assertThat(seen).extracting(order -> order.get("orderId")).doesNotHaveDuplicates();
        assertThat(seen)
                .filteredOn(order -> ((String) order.get("externalReference")).matches("ref-([1-9]|[1-5][0-9]|60)"))
                .hasSizeGreaterThanOrEqualTo(60);
        assertThat(seen).isSortedAccordingTo(order(sort));
    }

    @ParameterizedTest
    @CsvSource({
        "state=held&state=completed, 30",
        "customerId=C-0, 20",
        "externalReference=ref-7, 1",
        "createdBy=anna, 60",
        "createdBy=boris, 0",
        "createdFrom=2026-01-01T00:00:10Z&createdTo=2026-01-01T00:00:20Z, 10",
        "changedTo=2026-01-01T00:00:10Z, 9",
        "currency=EUR&totalFrom=10.00&totalTo=20.00, 10",
        "currency=USD, 0"
    })
    void narrowsToWhatFits(String filter, int expected) {
        seed(1, 60);

        get("/orders?limit=200&" + filter).then().statusCode(200).body("items.size()", equalTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "sort=createdAt, orders_by_creation",
        "sort=-createdAt, orders_by_creation",
        "sort=changedAt, orders_by_change",
        "sort=changedAt&changedFrom=2020-01-01T00:00:00Z, orders_by_change",
        "customerId=C-2, orders_by_customer",
        "externalReference=ref-7, orders_by_reference"
    })
    void readsAPageFromTheIndexOfItsOrder(String query, String index) {
        seed(1, 20_000);
        rows.execute("analyze orders");
        String cursor = get("/orders?limit=2&" + query).path("nextCursor");
        String list = StatementsSeen.during(
                        () -> get("/orders?limit=2&" + query + (cursor == null ? "" : "&cursor=" + cursor)))
                .only(".tenant_id=?");

        assertThat(StatementsSeen.plan(rows, list)).as(list).contains(index).doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void refusesAnotherOrderUnderACursorAndMembersThatAreNone() {
        seed(1, 5);
        String cursor = get("/orders?limit=2&sort=createdAt").path("nextCursor");

        get("/orders?sort=-createdAt&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("detail", containsString("in another order"));
        get("/orders?fields=orderId,plan")
                .then()
                .statusCode(400)
                .body("detail", containsString("orderId, version, state"));
        assertThat(get("/orders?fields=orderId&limit=1").<Map<String, Object>>path("items[0]"))
                .containsOnlyKeys("orderId");
    }

    @Test
    void sendsAnOrderAndItsPlanOnlyToWhoHasThemNot() {
        String id = Scene.released().orderId();
        for (String path : List.of("/orders/" + id, "/orders/" + id + "/plan", "/orders/" + id + "?fields=state")) {
            Response first = Scene.person("operator-1", "operator").get(path);
            String etag = first.header("ETag");

            Scene.person("operator-1", "operator")
                    .header("If-None-Match", etag)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", etag);
        }
    }

    private static Comparator<Map<String, Object>> order(String sort) {
        String key = sort.isEmpty() ? "orderId" : sort.replace("-", "");
        Comparator<Map<String, Object>> ascending = Comparator.<Map<String, Object>, String>comparing(
                        item -> (String) item.get(key))
                .thenComparing(item -> (String) item.get("orderId"));
        return sort.isEmpty() || sort.startsWith("-") ? ascending.reversed() : ascending;
    }

    /** Orders of this test's tenant, the n-th made in the n-th second. */
    private void seed(int from, int count) {
        rows.execute("""
                insert into orders (id, tenant_id, version, state, open_fallouts, fallouts, quote_id, quote_revision, customer_id,
                    external_reference, currency, exact_total, rounded_total, correlation_id, created_at, created_by, updated_at,
                    document)
                select gen_random_uuid(), ?, 9, (array['acknowledged', 'inProgress', 'held', 'completed'])[1 + n % 4], 0, 0,
                    gen_random_uuid(), 1, 'C-' || n % 3, 'ref-' || n, 'EUR', n, n, gen_random_uuid(),
                    '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second', 'anna',
                    '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second', '{}'
                from generate_series(?, ?) n""", tenant, from, from + count - 1);
    }

    private Response get(String path) {
        return given().auth()
                .oauth2(TokenIssuer.tokens().user("operator-1", tenant, Set.of("operator")))
                .urlEncodingEnabled(false)
                .get(path);
    }
}
