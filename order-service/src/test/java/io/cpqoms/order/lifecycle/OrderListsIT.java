package io.cpqoms.order.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.order.PartnerServer;
import io.cpqoms.order.Scene;
import io.cpqoms.testkit.ForgedCursors;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.testkit.shape.GoldenForms;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders and fallouts are listed from columns and rows; no document is read for a list. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
class OrderListsIT {

    private final String tenant = "lists-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    @Tag("K16")
    void listsOrdersWhoseDocumentNobodyCanRead() {
        unreadableOrders(200);

        Response all = get("/orders?limit=200");

        all.then()
                .statusCode(200)
                .body("items.size()", equalTo(200))
                .body("items[0].state", equalTo("inProgress"))
                .body("items[0].openFallouts", equalTo(1))
                .body("items[0].totals.exact.amount", equalTo("302.4000"))
                .body("items[0].totals.rounded.amount", equalTo("302.40"))
                .body("items[0].externalReference", equalTo("ref"));
    }

    @Test
    @Tag("K16")
    void listsFalloutsOfOrdersWhoseDocumentNobodyCanRead() {
        unreadableOrders(3);

        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            Response page = get("/fallouts?state=open&limit=2" + next);
            page.then().statusCode(200);
            seen.addAll(page.path("items.collect { it.orderId + it.number }"));
            next = page.path("nextCursor") == null ? "" : "&cursor=" + page.path("nextCursor");
        } while (!next.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().hasSize(3);
        get("/fallouts?state=closed").then().body("items.size()", equalTo(3));
        get("/fallouts").then().body("items.size()", equalTo(6));
    }

    @Test
    @Tag("K16")
    void showsTheSameFalloutInTheWorklistAndInItsOrder() {
        Scene.Released order = Scene.released();
        order.warehouseRefusesOnce("reserve");
        String fallout = order.perform("reserve", 0).path("falloutId");

        Map<String, Object> open = listed(fallout, "open");
        assertThat(open).isEqualTo(order.order("").path("fallouts[0]"));
        order.repair(fallout, "completeManually").then().statusCode(200);

        Map<String, Object> closed = listed(fallout, "closed");
        assertThat(closed).isEqualTo(order.order("").path("fallouts[0]")).containsKey("decision");
    }

    @Test
    @Tag("K16")
    void fillsTheWorklistFromTheOrdersThatWereThereBefore() throws IOException {
        for (String stored : List.of("held", "in-progress", "billing-failed", "completed")) {
            database().execute("delete from fallout where tenant_id = ?", tenant);
            UUID order = orderOfTheFirstForm(stored);

            database().execute(statement("V2__lists.sql", "insert into fallout") + " and o.id = ?", order);
            database()
                    .execute(statement("V3__names_written_out.sql", "update fallout\n") + " where order_id = ?", order);
            database()
                    .execute(
                            statement("V3__names_written_out.sql", "update fallout set repairs") + " and order_id = ?",
                            order);

            List<Map<String, Object>> listed = get("/fallouts").path("items.findAll { it.orderId == '" + order + "' }");
            assertThat(listed)
                    .as(stored)
                    .isNotEmpty()
                    .isEqualTo(get("/orders/" + order).path("fallouts"));
        }
    }

    @Test
    @Tag("K5")
    void refusesEveryForgedCursorByItsName() {
        for (String list : List.of("/orders?", "/fallouts?")) {
            ForgedCursors.all().forEach(cursor -> refused(get(list + "cursor=" + cursor)));
        }
    }

    @Test
    @Tag("K5")
    void refusesACursorOfAnotherListAndOfOtherFilters() {
        unreadableOrders(2);
        String ofOrders = get("/orders?limit=1").path("nextCursor");
        String ofFallouts = get("/fallouts?limit=1").path("nextCursor");

        refused(get("/fallouts?cursor=" + ofOrders));
        refused(get("/orders?cursor=" + ofFallouts));
        refused(get("/orders?state=held&cursor=" + ofOrders));
        refused(get("/fallouts?state=open&cursor=" + ofFallouts));
    }

    private static Map<String, Object> listed(String falloutId, String state) {
        return Scene.person("operator-1", "operator")
                .get("/fallouts?limit=200&state=" + state)
                .path("items.find { it.falloutId == '" + falloutId + "' }");
    }

    /** A statement of a migration, by its beginning. */
    private static String statement(String migration, String beginning) throws IOException {
        String text = Files.readString(Path.of("src/main/resources/db/migration", migration));
        String found = text.substring(text.indexOf(beginning));
        return found.substring(0, found.indexOf(';'));
    }

    private UUID orderOfTheFirstForm(String stored) {
        UUID order = UUID.randomUUID();
        database().execute("""
                insert into orders (id, tenant_id, version, state, open_fallouts, fallouts, quote_id, quote_revision, customer_id,
                    currency, exact_total, rounded_total, correlation_id, created_at, updated_at, document)
                values (?, ?, 9, 'held', 0, 1, gen_random_uuid(), 1, 'VINET', 'EUR', 302.4000, 302.40, gen_random_uuid(), now(),
                    now(), ?::jsonb)""", order, tenant, new GoldenForms("order").read(1, stored));
        return order;
    }

    /** Orders of this test's tenant with one open and one closed fallout each. */
    private void unreadableOrders(int count) {
        database().execute("""
                insert into orders (id, tenant_id, version, state, open_fallouts, fallouts, quote_id, quote_revision, customer_id,
                    external_reference, currency, exact_total, rounded_total, correlation_id, created_at, updated_at, document)
                select gen_random_uuid(), ?, 9, 'inProgress', 1, 2, gen_random_uuid(), 1, 'VINET', 'ref', 'EUR', 302.4000,
                    302.40, gen_random_uuid(), now(), now(), '{"stage":"written by nobody"}'
                from generate_series(1, ?)""", tenant, count);
        database().execute("""
                insert into fallout (tenant_id, order_id, number, fallout_id, task_id, task, partner, attempt, type, cause,
                    impact, repairs, owner, opened_at, repair, repaired_by, reason, closed_at)
                select tenant_id, id, number, gen_random_uuid(), gen_random_uuid(), 'reserve', 'warehouse', 1, 'inventory',
                    'Out of stock.', 'Nothing waits.', '{retry,skip}', 'order-operations', now(),
                    case number when 2 then 'retry' end, case number when 2 then 'olga' end,
                    case number when 2 then 'Stock arrived.' end, case number when 2 then now() end
                from orders cross join generate_series(1, 2) number where tenant_id = ?""", tenant);
    }

    private Response get(String path) {
        return given().auth()
                .oauth2(TokenIssuer.tokens().user("operator-1", tenant, Set.of("operator")))
                .urlEncodingEnabled(false)
                .get(path);
    }

    private static void refused(Response answer) {
        answer.then().statusCode(400).body("violations.field", equalTo(List.of("cursor")));
    }

    private static Rows database() {
        return PostgresServer.rows("orders");
    }
}
