package io.cpqoms.order;

import static io.cpqoms.testkit.Eventually.await;
import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.messaging.PartsSoFar;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.TokenIssuer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * One accepted quote of two lines and what is done with it over REST: each line is reserved, then both are shipped, then
 * billed. Every scene has ids of its own, so that tests share the servers without meeting.
 */
public final class Scene {

    public static final String TENANT = "northwind";
    private static final ObjectMapper JSON = new ObjectMapper();

    public final UUID quoteId = UUID.randomUUID();
    public final UUID catalogVersionId = UUID.randomUUID();
    public final UUID correlationId = UUID.randomUUID();
    public final String externalReference = "ref-" + quoteId;
    private final String tenant;
    private final int lines;
    private final List<String> steps;

    public Scene() {
        this(TENANT);
    }

    /** The same of another tenant. */
    public Scene(String tenant) {
        this(tenant, 2, List.of("""
            {"task":"reserve","partner":"warehouse","scope":"line","dependsOn":[]},
            {"task":"ship","partner":"warehouse","scope":"order","dependsOn":["reserve"]},
            {"task":"bill","partner":"billing","scope":"order","dependsOn":["ship"]}\
            """));
    }

    /**
     * With so many lines.
     *
     * @param steps how the products are fulfilled, which take turns on the lines
     */
    public Scene(int lines, List<String> steps) {
        this(TENANT, lines, steps);
    }

    private Scene(String tenant, int lines, List<String> steps) {
        this.tenant = tenant;
        this.lines = lines;
        this.steps = steps;
    }

    /** An order that is released: both reservations are ready. */
    public static Released released() {
        return released(TENANT);
    }

    /** The same of another tenant. */
    public static Released released(String tenant) {
        Scene scene = new Scene(tenant);
        scene.publishCatalog();
        scene.acceptQuote();
        String id = scene.orderOnceKnown();
        scene.decomposeOnceKnown(id).then().statusCode(200);
        scene.command("/orders/" + id + "/release").then().statusCode(200);
        return new Released(scene, id);
    }

    public void acceptQuote() {
        accept("product", "product");
    }

    /** The first line is a bundle, the others are its components. */
    public void acceptBundle() {
        accept("bundle", "option");
    }

    private void accept(String first, String others) {
        List<UUID> ids =
                IntStream.range(0, lines).mapToObj(line -> UUID.randomUUID()).toList();
        String linesJson = IntStream.range(0, lines)
                .mapToObj(line -> """
                    {"lineId":"%s",%s"role":"%s","productId":"%d","quantity":12,
                     "discountPercent":"10","exactNet":{"amount":"151.2000","currency":"EUR"},"charges":[
                      {"chargeId":"price","kind":"oneTime","discountPercent":"10","unitPrice":{"amount":"14.00","currency":"EUR"},
                       "exactNet":{"amount":"151.2000","currency":"EUR"},"roundedNet":{"amount":"151.20","currency":"EUR"}},
                      {"chargeId":"monthly","kind":"recurring","period":"P1M","discountPercent":"10",
                       "exactNet":{"amount":"10.8000","currency":"EUR"},"roundedNet":{"amount":"10.80","currency":"EUR"}}]}\
                    """.formatted(
                        ids.get(line),
                        others.equals("option") && line > 0 ? "\"parentLineId\":\"" + ids.getFirst() + "\"," : "",
                        line == 0 ? first : others,
                        line % steps.size()))
                .collect(Collectors.joining(","));
        publish(new Fact("cpq.quote.events.v1", "quote", quoteId, 1, "QuoteAccepted"), "confidential", """
            {"revision":1,"customerId":"VINET","currency":"EUR","catalogVersionId":"%s","externalReference":"%s",
             "acceptedBy":"VINET","lines":[%s],
             "totals":{"exact":{"amount":"302.4000","currency":"EUR"},"rounded":{"amount":"302.40","currency":"EUR"},
              "recurring":[{"period":"P1M","exact":{"amount":"21.6000","currency":"EUR"},"rounded":{"amount":"21.60","currency":"EUR"}}]}}\
            """.formatted(
                        catalogVersionId, externalReference, linesJson));
    }

    public void publishCatalog() {
        String products = "["
                + IntStream.range(0, steps.size())
                        .mapToObj(product -> """
                            {"productId":"%d","name":"Queso Cabrales","productClass":"dairy","discontinued":false,
                             "chargesHash":"%s","fulfilment":[%s]}\
                            """.formatted(product, "ab".repeat(32), steps.get(product)))
                        .collect(Collectors.joining(","))
                + "]";
        PartsSoFar told = PartsSoFar.NOTHING.with(1, json(products.getBytes(StandardCharsets.UTF_8)));
        publish(
                new Fact("cpq.catalog.publications.v1", "catalog", catalogVersionId, 1, "CatalogPartPublished"),
                "internal",
                """
                {"catalogVersionId":"%s","part":1,"products":%s}\
                """.formatted(catalogVersionId, products));
        publish(
                new Fact("cpq.catalog.publications.v1", "catalog", catalogVersionId, 2, "CatalogVersionPublished"),
                "internal",
                """
                {"catalogVersionId":"%s","name":"Autumn","productCount":%d,"partCount":1,"contentHash":"%s"}\
                """.formatted(catalogVersionId, told.items(), told.hash()));
    }

    private record Fact(String topic, String kind, UUID aggregate, int version, String type) {}

    private void publish(Fact fact, String classification, String payload) {
        KafkaBroker.records().publish(fact.topic(), tenant + ":" + fact.kind() + ":" + fact.aggregate(), """
            {"messageId":"%s","eventType":"%s","eventVersion":1,"schemaId":"cpq.%s.%s.v1","tenantId":"%s",
             "aggregateType":"%s","aggregateId":"%s","aggregateVersion":%d,"occurredAt":"2026-11-21T08:00:00.123456Z",
             "correlationId":"%s","causationId":"%s","actor":{"kind":"user","subject":"sales-1"},
             "dataClassification":"%s","payload":%s}\
            """.formatted(
                        UUID.randomUUID(),
                        fact.type(),
                        fact.kind(),
                        fact.type(),
                        tenant,
                        fact.kind(),
                        fact.aggregate(),
                        fact.version(),
                        correlationId,
                        UUID.randomUUID(),
                        classification,
                        payload));
    }

    /** The workflow's service, for this tenant, under a new key. */
    public static RequestSpecification service() {
        return service(TENANT);
    }

    private static RequestSpecification service(String tenant) {
        return given().header("Authorization", "Bearer " + TokenIssuer.tokens().service("workflow-bridge"))
                .header("Cpq-Tenant", tenant)
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json");
    }

    /** A person of this tenant, under a new key. */
    public static RequestSpecification person(String subject, String role) {
        return given().header("Authorization", "Bearer " + TokenIssuer.tokens().user(subject, TENANT, Set.of(role)))
                .header("Idempotency-Key", UUID.randomUUID())
                .contentType("application/json");
    }

    public Response create() {
        return service(tenant).body(Map.of("quoteId", quoteId, "revision", 1)).post("/orders");
    }

    public String orderOnceKnown() {
        return await().until(this::create, answer -> answer.statusCode() != 409).path("orderId");
    }

    /** The catalog comes to another consumer than the acceptance: either may be there first. */
    public Response decomposeOnceKnown(String orderId) {
        return await().until(
                        () -> command("/orders/" + orderId + "/decompose"),
                        answer -> !"urn:cpq:problem:catalog-not-known".equals(answer.path("type")));
    }

    public Response command(String path) {
        return service(tenant).header("If-Match", "*").post(path);
    }

    /** A released order. */
    public record Released(Scene scene, String orderId) {

        public String task(String name, int index) {
            List<String> ids = order("/plan").path("tasks.findAll { it.name == '" + name + "' }.taskId");
            return ids.get(index);
        }

        public Response order(String part) {
            return service(scene.tenant).get("/orders/" + orderId + part);
        }

        public Response perform(String name, int index) {
            return scene.command("/orders/" + orderId + "/tasks/" + task(name, index) + "/perform");
        }

        public Response repair(String falloutId, String repair) {
            return repair(
                    person("operator-1", "operator"), falloutId, Map.of("repair", repair, "reason", "Stock arrived."));
        }

        public Response repair(RequestSpecification somebody, String falloutId, Map<String, String> decision) {
            return somebody.header("If-Match", "*")
                    .body(decision)
                    .post("/orders/" + orderId + "/fallouts/" + falloutId + "/repair");
        }

        /** The next reservation of this order is refused once. */
        public void warehouseRefusesOnce(String task) {
            behave("warehouse", """
                {"latencyMillis":0,"failures":[{"task":"%s","externalReference":"%s","type":"inventory",
                 "cause":"Out of stock in depot 2.","times":1}]}\
                """.formatted(task, scene.externalReference));
        }

        /** References by key of the work that partners did for this order. */
        public List<Map<String, Object>> work() {
            return given().get(partners() + "/partners/work?orderId=" + orderId).path("items");
        }

        /** The order's events on the topic, in order, once there are as many as expected. */
        public List<JsonNode> events(int expected) {
            return await().until(this::events, found -> found.size() >= expected);
        }

        private List<JsonNode> events() {
            List<JsonNode> events = new ArrayList<>();
            KafkaBroker.records().readToEnd("cpq.order.events.v1").forEach(record -> {
                if (record.key().endsWith(orderId)) {
                    events.add(json(record.value()));
                }
            });
            return events;
        }
    }

    public static void behave(String partner, String behaviour) {
        given().contentType("application/json")
                .body(behaviour)
                .put(partners() + "/partners/" + partner + "/behaviour")
                .then()
                .statusCode(200);
    }

    private static String partners() {
        return ConfigProvider.getConfig().getValue("cpq.partners.url", String.class);
    }

    public static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("eventType").asText()).toList();
    }

    public static boolean contiguous(List<JsonNode> events) {
        return IntStream.range(0, events.size())
                .allMatch(i -> events.get(i).path("aggregateVersion").asInt() == i + 1);
    }

    public static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
