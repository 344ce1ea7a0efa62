package io.cpqoms.quote.journey;

import static io.restassured.RestAssured.given;

import io.cpqoms.testkit.TokenIssuer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A client of the quote service in one tenant; every command gets a key of its own unless the test names one. */
final class QuoteClient {

    static final String NORTHWIND_LINE = """
            {"productId":"11","quantity":12,"discountPercent":"15","agreedUnitPrice":{"amount":"14.00","currency":"EUR"}}""";

    final String tenant;

    QuoteClient() {
        this("tenant-" + UUID.randomUUID().toString().substring(0, 8));
    }

    QuoteClient(String tenant) {
        this.tenant = tenant;
    }

    RequestSpecification as(String role) {
        RequestSpecification request = given().contentType(ContentType.JSON);
        return role.equals("service")
                ? request.auth()
                        .oauth2(TokenIssuer.tokens().service("workflow-bridge"))
                        .header("Cpq-Tenant", tenant)
                : request.auth().oauth2(TokenIssuer.tokens().user(role + "-1", tenant, Set.of(role)));
    }

    RequestSpecification command(String role) {
        return as(role).header("Idempotency-Key", UUID.randomUUID()).header("If-Match", "*");
    }

    /** Publishes a catalog with two products and a discontinued one; answers its id. */
    String publishedCatalog() {
        return published(products());
    }

    /** Publishes the same without one of its products. */
    String publishedCatalogWithout(String productId) {
        return published(products().stream()
                .filter(product -> !productId.equals(product.get("productId")))
                .toList());
    }

    String published(List<Map<String, Object>> products) {
        String id = command("catalog-admin")
                .body(Map.of("name", "Autumn", "products", products))
                .post("/catalog-versions")
                .path("catalogVersionId");
        command("catalog-admin")
                .post("/catalog-versions/" + id + "/publish")
                .then()
                .statusCode(200);
        return id;
    }

    static Map<String, Object> catalog() {
        return Map.of("name", "Autumn", "products", products());
    }

    private static List<Map<String, Object>> products() {
        return List.of(
                product("11", "Queso Cabrales", "21.00", false),
                product("42", "Singaporean Hokkien Fried Mee", "14.00", false),
                product("5", "Chef Anton's Gumbo Mix", "21.35", true));
    }

    private static Map<String, Object> product(String id, String name, String price, boolean discontinued) {
        return Map.of(
                "productId",
                id,
                "name",
                name,
                "productClass",
                "food",
                "discontinued",
                discontinued,
                "charges",
                onePrice(price, "EUR"),
                "fulfilment",
                List.of(
                        step("reserve", "warehouse", "line"),
                        step("ship", "warehouse", "order", "reserve"),
                        step("bill", "billing", "order", "ship")));
    }

    private static Map<String, Object> step(String task, String partner, String scope, String... dependsOn) {
        return Map.of("task", task, "partner", partner, "scope", scope, "dependsOn", List.of(dependsOn));
    }

    static String newQuote(String catalogVersionId, String... lines) {
        return """
                {"customerId":"VINET","currency":"EUR","catalogVersionId":"%s","externalReference":"10248","lines":[%s]}""".formatted(catalogVersionId, String.join(",", lines));
    }

    String aDraft() {
        Response opened = command("sales")
                .body(newQuote(publishedCatalog(), NORTHWIND_LINE))
                .post("/quotes");
        opened.then().statusCode(201);
        return opened.path("quoteId");
    }

    /** A quote that was carried on by the given commands, each of which must succeed. */
    String aQuoteAfter(String... commands) {
        String id = aDraft();
        for (String command : commands) {
            run(id, command).then().statusCode(200);
        }
        return id;
    }

    /** Runs a command with the body and role it usually has. */
    Response run(String quoteId, String command) {
        String path = "/quotes/" + quoteId + "/" + command;
        return switch (command) {
            case "price", "submit" -> command("sales").post(path);
            case "accept" -> command("sales").body("{\"acceptedBy\":\"VINET\"}").post(path);
            case "present" ->
                command("sales").body("{\"presentedTo\":\"VINET\"}").post(path);
            case "decline" ->
                command("sales")
                        .body("{\"declinedBy\":\"VINET\",\"reason\":\"Too expensive.\"}")
                        .post(path);
            case "recall", "revise", "withdraw" ->
                command("sales").body("{\"reason\":\"A better price.\"}").post(path);
            case "cancel" -> command("sales").body("{\"reason\":\"lost\"}").post(path);
            case "approve", "reject", "return-for-revision" ->
                command("service")
                        .body(
                                "{\"decidedBy\":\"approver-1\",\"policyVersion\":\"approval-policy:1.0\",\"reason\":\"fine\"}")
                        .post(path);
            case "mark-ordered" ->
                command("service")
                        .body("{\"orderId\":\"" + new UUID(0, 7) + "\"}")
                        .post(path);
            case "expire" -> command("service").post(path);
            default -> throw new IllegalArgumentException(command);
        };
    }

    /** The charges of a product that costs one price, once. */
    static List<Map<String, Object>> onePrice(String listUnitPrice, String currency) {
        return List.of(Map.of(
                "chargeId",
                "price",
                "kind",
                "oneTime",
                "prices",
                List.of(Map.of("currency", currency, "listUnitPrice", listUnitPrice))));
    }
}
