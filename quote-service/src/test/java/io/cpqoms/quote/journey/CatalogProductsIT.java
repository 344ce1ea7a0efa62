package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The products of a draft: put in portions, replaced, taken out, read a page at a time. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-01")
class CatalogProductsIT {

    private final QuoteClient client = new QuoteClient();

    @Test
    void takesPortionsAndReplacesWhatItHas() {
        String id = aDraft("a", "b");

        put(id, "\"0\"", product("c", "Gouda"), product("a", "Cheddar"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("productCount", equalTo(3));

        assertThat(names(id, "")).containsExactly("Cheddar", "Product b", "Gouda");
        client.as("sales")
                .get(path(id) + "/a")
                .then()
                .statusCode(200)
                .body("name", equalTo("Cheddar"))
                .body("fulfilment", hasSize(1));
    }

    @Test
    void namesEveryRowThatIsWrongAndTakesNoneOfTheOthers() {
        String id = aDraft("a");
        Map<String, Object> noCurrency = product("d", "Gouda", "XQX");

        put(id, "*", product("b", "Brie"), product("c", "Gouda"), noCurrency, product("b", "Edam"))
                .then()
                .statusCode(400)
                .body("violations.field", contains("products[2].charges", "products[3].productId"))
                .body("violations[1].message", containsString("products[0]"));

        assertThat(names(id, "")).containsExactly("Product a");
    }

    @Test
    void keepsNamesInOtherLanguagesAndNamesTheTagThatIsNone() {
        String id = aDraft("a");
        Map<String, Object> named = named(product("b", "Brie"), "de", "Briekäse", "id", "Keju Brie");

        put(id, "*", named).then().statusCode(200);

        client.as("sales")
                .get(path(id) + "/b")
                .then()
                .body("names.language", contains("de", "id"))
                .body("names[0].name", equalTo("Briekäse"));
        put(
                        id,
                        "*",
                        product("c", "Gouda"),
                        named(product("d", "Edam"), "de", "Edamer", "de-at", "Edamer", "de", "Käse"))
                .then()
                .statusCode(400)
                .body("violations.field", contains("products[1].names[1].language", "products[1].names[2].language"))
                .body("violations[0].message", equalTo("de-at is written de-AT"));
        assertThat(names(id, "")).containsExactly("Product a", "Brie");
    }

    private static Map<String, Object> named(Map<String, Object> product, String... names) {
        Map<String, Object> named = new HashMap<>(product);
        named.put(
                "names",
                IntStream.range(0, names.length / 2)
                        .mapToObj(i -> Map.of("language", names[2 * i], "name", names[2 * i + 1]))
                        .toList());
        return named;
    }

    /** A trigger writes into the name what the server would let the transaction take. */
    @Test
    void publicationMayTakeLongerThanOtherCommands() {
        String id = aDraft("a");
        Rows rows = PostgresServer.rows("quote");
        rows.execute("create function told_patience() returns trigger language plpgsql as"
                + " $$ begin new.name := current_setting('transaction_timeout'); return new; end $$");
        try {
            rows.execute(
                    "create trigger told_patience before update on catalog_version for each row when (new.tenant_id = '"
                            + client.tenant + "') execute function told_patience()");
            publish(id).then().statusCode(200);
        } finally {
            rows.execute("drop function told_patience() cascade");
        }
        client.as("sales").get("/catalog-versions/" + id).then().body("name", equalTo("55s"));
    }

    @Test
    void takesAProductOut() {
        String id = aDraft("a", "b");

        Response removed = remove(id, "b");

        removed.then().statusCode(200).body("productCount", equalTo(1)).body("version", equalTo(1));
        assertThat(names(id, "")).containsExactly("Product a");
        remove(id, "b").then().statusCode(404);
        client.as("sales").get(path(id) + "/b").then().statusCode(404);
        remove(id, "a").then().statusCode(200);
        publish(id).then().statusCode(409).body("violations[0].message", equalTo("there must be at least one"));
    }

    @Test
    void isChangedByNobodyWhoHasSeenAnotherVersionNorOncePublished() {
        String id = aDraft("a");
        put(id, "\"0\"", product("b", "Brie")).then().statusCode(200);

        put(id, "\"0\"", product("c", "Gouda")).then().statusCode(412).body("currentVersion", equalTo(1));
        publish(id).then().statusCode(200).header("ETag", "\"2\"");

        put(id, "*", product("c", "Gouda"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:illegal-transition"))
                .body("legalCommands", contains("retire"));
        remove(id, "a").then().statusCode(409);
        assertThat(names(id, "")).containsExactly("Product a", "Brie");
    }

    @Test
    void isPagedInTheOrderOfIdsAndNarrowedByClassAndName() {
        String id = aDraft(IntStream.range(0, 25).mapToObj(i -> "p" + i).toArray(String[]::new));
        put(id, "*", product("P1", "Brie"), product("p1", "Gouda")).then().statusCode(200);
        List<String> read = new ArrayList<>();

        String cursor = "";
        while (cursor != null) {
            Response page = client.as("sales").get(path(id) + "?limit=7" + cursor);
            read.addAll(page.path("items.productId"));
            String next = page.path("nextCursor");
            cursor = next == null ? null : "&cursor=" + next;
        }

        List<String> ids =
                new ArrayList<>(IntStream.range(0, 25).mapToObj(i -> "p" + i).toList());
        ids.add("P1");
        assertThat(read).isEqualTo(ids.stream().sorted().toList());
        assertThat(names(id, "?namePrefix=G")).containsExactly("Gouda");
        assertThat(names(id, "?productClass=dairy&namePrefix=B")).containsExactly("Brie");
        assertThat(names(id, "?productClass=meat")).isEmpty();
    }

    @Test
    void isSeenAndChangedByItsTenantOnly() {
        String id = aDraft("a");
        QuoteClient stranger = new QuoteClient();

        stranger.as("sales").get(path(id)).then().statusCode(404);
        stranger.as("sales").get(path(id) + "/a").then().statusCode(404);
        stranger.command("catalog-admin")
                .body(Map.of("products", List.of(product("b", "Brie"))))
                .put(path(id))
                .then()
                .statusCode(404);
    }

    /** A key that is sent again gives the first answer and puts nothing again. */
    @Test
    @Tag("API-02")
    void putsAPortionOnce() {
        String id = aDraft("a");
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            client.as("catalog-admin")
                    .header("Idempotency-Key", key)
                    .header("If-Match", "\"0\"")
                    .body(Map.of("products", List.of(product("b", "Brie"))))
                    .put(path(id))
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(1));
        }
    }

    private List<String> names(String id, String query) {
        return client.as("sales").get(path(id) + query).path("items.name");
    }

    @SafeVarargs
    private Response put(String id, String version, Map<String, Object>... products) {
        return client.as("catalog-admin")
                .header("Idempotency-Key", UUID.randomUUID())
                .header("If-Match", version)
                .body(Map.of("products", List.of(products)))
                .put(path(id));
    }

    private Response remove(String id, String product) {
        return client.command("catalog-admin").delete(path(id) + "/" + product);
    }

    private Response publish(String id) {
        return client.command("catalog-admin").post("/catalog-versions/" + id + "/publish");
    }

    private String aDraft(String... ids) {
        Response created = client.command("catalog-admin")
                .body(Map.of(
                        "name",
                        "Portions",
                        "products",
                        Arrays.stream(ids)
                                .map(id -> product(id, "Product " + id))
                                .toList()))
                .post("/catalog-versions");
        created.then().statusCode(201).body("productCount", equalTo(ids.length));
        return created.path("catalogVersionId");
    }

    private static String path(String id) {
        return "/catalog-versions/" + id + "/products";
    }

    private static Map<String, Object> product(String id, String name) {
        return product(id, name, "EUR");
    }

    private static Map<String, Object> product(String id, String name, String currency) {
        return Map.of(
                "productId",
                id,
                "name",
                name,
                "productClass",
                "dairy",
                "discontinued",
                false,
                "charges",
                QuoteClient.onePrice("21.00", currency),
                "fulfilment",
                List.of(Map.of("task", "ship", "partner", "warehouse", "scope", "order", "dependsOn", List.of())));
    }
}
