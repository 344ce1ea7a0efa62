package io.cpqoms.quote.journey;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A bundle from the catalog by way of the salesperson's screen to the lines that an order is made from. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-02")
class ConfigurationIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final String LINE = """
        {"productId":"line","name":"Internet line","productClass":"access","discontinued":false,
         "charges":[{"chargeId":"price","kind":"oneTime","prices":[{"currency":"EUR","listUnitPrice":"30.00"}]}],"fulfilment":[],
         "configuration":{
           "attributes":[{"id":"bandwidth","name":"Bandwidth","type":"integer","min":50,"max":2000,"unit":"Mbit/s","defaultValue":"100","required":true}],
           "groups":[{"id":"router","name":"Router","min":1,"max":1,"options":[
               {"productId":"basic","min":0,"max":1,"defaultQuantity":1},{"productId":"pro","min":0,"max":1,"defaultQuantity":0}]},
             {"id":"extras","name":"Extras","min":0,"max":2,"options":[
               {"productId":"phone","min":0,"max":4,"defaultQuantity":0},{"productId":"adapter","min":0,"max":1,"defaultQuantity":0}]}],
           "rules":[{"id":"gigabitNeedsPro","sentence":"A gigabit line needs the professional router.","kind":"requires",
               "when":{"attribute":{"id":"bandwidth","comparison":"atLeast","value":"1000"}},"then":{"selected":"pro"}},
             {"id":"phoneBringsAdapter","sentence":"With a telephone comes its adapter.","kind":"implies",
               "when":{"selected":"phone"},"then":{"selected":"adapter"}}]}}\
        """;

    private static final String GIGABIT = """
        {"attributes":[{"id":"bandwidth","value":"1000"}],
         "options":[{"groupId":"router","productId":"basic","quantity":1},{"groupId":"extras","productId":"phone","quantity":2}]}\
        """;

    private final QuoteClient client = new QuoteClient();

    @Test
    void aWrongChoiceIsExplainedAndRepairedAndTheBundleBecomesLines() {
        String catalog = published();
        Response asked = configure(catalog, GIGABIT);
        asked.then()
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("breaches.rule", equalTo(List.of("gigabitNeedsPro")))
                .body("breaches[0].sentence", equalTo("A gigabit line needs the professional router."))
                .body("completed.options.find { it.productId == 'adapter' }.by", equalTo("rule"))
                .body("completed.options.find { it.productId == 'adapter' }.rule", equalTo("phoneBringsAdapter"))
                .body("repair.words", equalTo("set Bandwidth to 999 Mbit/s"))
                .body("repair.proven", equalTo(true));

        String id = quoted(catalog, GIGABIT);
        String line = client.as("sales").get("/quotes/" + id).path("lines[0].lineId");
        client.run(id, "price")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:invalid-configuration"))
                .body("detail", containsString("A gigabit line needs the professional router."))
                .body("violations.field", equalTo(List.of("lines[0].configuration.rules.gigabitNeedsPro")))
                .body("repairs", equalTo(List.of("line " + line + ": set Bandwidth to 999 Mbit/s")));

        client.command("sales")
                .body(line(GIGABIT.replace("basic", "pro")))
                .put("/quotes/" + id + "/lines/" + line)
                .then()
                .statusCode(200);
        client.run(id, "price")
                .then()
                .statusCode(200)
                .body("lines[0].components.productId", equalTo(List.of("pro", "phone", "adapter")))
                .body("lines[0].components.quantity", equalTo(List.of(3, 6, 3)))
                // 3 × (30 + 120 + 2 × 20 + 5)
                .body("totals.rounded.amount", equalTo("585.00"));
        client.run(id, "submit").then().statusCode(200).body("state", equalTo("approved"));
        client.run(id, "accept").then().statusCode(200);
        assertThat(client.as("sales")
                        .get("/quotes/" + id + "/revisions/1/document")
                        .asString())
                .contains("<td>1</td><td>Internet line", "<td></td><td>– Router Pro", "<td></td><td>– Telephone");

        List<JsonNode> facts = factsOnTopic(id, 6);
        assertThat(facts.get(1).at("/payload/line/configuration/options")).hasSize(3);
        JsonNode accepted = facts.getLast().at("/payload/lines");
        assertThat(texts(accepted, "role")).containsExactly("bundle", "option", "option", "option");
        assertThat(texts(accepted, "parentLineId")).containsExactly("", line, line, line);
        assertThat(texts(accepted, "productId")).containsExactly("line", "pro", "phone", "adapter");
    }

    @Test
    void whoSaysNothingGetsTheDefaultsAndWhatIsReadCanBeSentBack() {
        String catalog = published();
        String id = quoted(catalog, null);
        client.as("sales")
                .get("/quotes/" + id)
                .then()
                .body("lines[0].configuration.options.productId", equalTo(List.of("basic")))
                .body("lines[0].configuration.attributes.value", equalTo(List.of("100")));
        Response phone = configure(
                catalog,
                "{\"attributes\":[],\"options\":[{\"groupId\":\"extras\",\"productId\":\"phone\",\"quantity\":1}]}");
        phone.then().body("completed.options.productId", equalTo(List.of("basic", "phone", "adapter")));

        // The completed choices without the telephone: its adapter is by a rule, so it goes as well.
        String withoutPhone = text(phone.path("completed")).replaceAll("\\{[^{}]*\"phone\"[^{}]*\\},?", "");
        configure(catalog, withoutPhone)
                .then()
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("completed.options.productId", equalTo(List.of("basic")))
                .body("notApplied.rule", hasItems("gigabitNeedsPro", "phoneBringsAdapter"));
    }

    @Test
    void publicationRefusesWhatNobodyCanChoose() {
        String id = client.command("catalog-admin")
                .body(catalog(LINE.replace("\"then\":{\"selected\":\"pro\"}", "\"then\":{\"selected\":\"modem\"}")))
                .post("/catalog-versions")
                .path("catalogVersionId");

        client.command("catalog-admin")
                .post("/catalog-versions/" + id + "/publish")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:not-publishable"))
                .body("violations.field", hasItem("products.line.configuration.rules.gigabitNeedsPro"));
        // Nobody has looked yet whether the rules of a draft can be kept.
        configure(id, GIGABIT).then().statusCode(404);
    }

    @Test
    void choicesThatNameNothingAreRefusedWhereTheyComeIn() {
        String catalog = published();
        String unknown = GIGABIT.replace("\"basic\"", "\"modem\"");

        configure(catalog, unknown).then().statusCode(400).body("violations[0].message", containsString("modem"));
        client.command("sales")
                .body(newQuote(catalog, unknown))
                .post("/quotes")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("lines[0].configuration")));
        client.command("sales")
                .body(newQuote(catalog, GIGABIT).replace("\"productId\":\"line\"", "\"productId\":\"phone\""))
                .post("/quotes")
                .then()
                .statusCode(400)
                .body("violations.message", hasItem("there is nothing to choose about product phone"));
    }

    @Test
    void aCopyAndTheNextRevisionKeepWhatWasChosenAndAChangeIsSaidInWords() {
        String catalog = published();
        String id = quoted(catalog, GIGABIT.replace("basic", "pro"));
        for (String command : List.of("price", "submit", "revise")) {
            client.run(id, command).then().statusCode(200);
        }
        Response revised = client.as("sales").get("/quotes/" + id);
        revised.then().body("lines[0].configuration.options", hasSize(3));
        client.command("sales")
                .body(line(GIGABIT.replace("basic", "pro").replace("\"quantity\":2", "\"quantity\":0")))
                .put("/quotes/" + id + "/lines/" + revised.path("lines[0].lineId"))
                .then()
                .statusCode(200);
        client.as("sales")
                .get("/quotes/" + id + "/revisions/1/comparison?to=2")
                .then()
                .statusCode(200)
                .body("lines[0].words", containsString("Telephone 2 → none"))
                .body("lines[0].words", containsString("Adapter 1 → none"));

        client.command("sales")
                .body("{}")
                .post("/quotes/" + id + "/copies")
                .then()
                .statusCode(201)
                .body("lines[0].configuration.options.find { it.productId == 'phone' }.quantity", equalTo(0))
                .body("lines[0].components", nullValue());
    }

    @Test
    void aPreviewPricesComponentsAndRefusesWhatCannotBePriced() {
        String id = quoted(published(), null);
        String preview = "/quotes/" + id + "/price-preview";

        client.as("sales")
                .body("{\"lines\":[" + line(GIGABIT) + "]}")
                .post(preview)
                .then()
                .statusCode(409)
                .body("violations.field", equalTo(List.of("lines[0].configuration.rules.gigabitNeedsPro")));
        client.as("sales")
                .body("{\"lines\":[" + line(GIGABIT.replace("basic", "pro"))
                        + ",{\"productId\":\"phone\",\"quantity\":1}]}")
                .post(preview)
                .then()
                .statusCode(200)
                .body("lines", hasSize(2))
                .body("lines[0].components.productId", equalTo(List.of("pro", "phone", "adapter")))
                .body("lines[0].components[1].price.charges[0].chargeId", equalTo("price"))
                .body("lines[1].components", nullValue())
                .body("totals.rounded.amount", equalTo("605.00"));
    }

    @Test
    void componentsCountAsLines() {
        String catalog = published();
        String lines = IntStream.range(0, 200)
                .mapToObj(at -> line(GIGABIT.replace("basic", "pro")))
                .collect(Collectors.joining(","));

        client.command("sales")
                .body(QuoteClient.newQuote(catalog, lines))
                .post("/quotes")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:cpq:problem:too-many-lines"))
                .body("detail", containsString("800"));
    }

    private Response configure(String catalog, String choices) {
        return client.as("sales").body(choices).post("/catalog-versions/" + catalog + "/products/line/configurations");
    }

    private String published() {
        String id = client.command("catalog-admin")
                .body(catalog(LINE))
                .post("/catalog-versions")
                .path("catalogVersionId");
        client.command("catalog-admin")
                .post("/catalog-versions/" + id + "/publish")
                .then()
                .statusCode(200);
        return id;
    }

    static String catalog(String line) {
        return "{\"name\":\"Lines\",\"products\":[" + line + ","
                + product("basic", "Router Basic", "40.00") + ","
                + product("pro", "Router Pro", "120.00") + ","
                + product("phone", "Telephone", "20.00") + ","
                + product("adapter", "Adapter", "5.00") + "]}";
    }

    private static String product(String id, String name, String price) {
        return """
            {"productId":"%s","name":"%s","productClass":"access","discontinued":false,
             "charges":[{"chargeId":"price","kind":"oneTime","prices":[{"currency":"EUR","listUnitPrice":"%s"}]}],
             "fulfilment":[{"task":"ship","partner":"warehouse","scope":"line","dependsOn":[]}]}\
            """.formatted(id, name, price);
    }

    private String quoted(String catalog, @Nullable String choices) {
        Response opened =
                client.command("sales").body(newQuote(catalog, choices)).post("/quotes");
        opened.then().statusCode(201);
        return opened.path("quoteId");
    }

    private static String newQuote(String catalog, @Nullable String choices) {
        return QuoteClient.newQuote(
                catalog, choices == null ? "{\"productId\":\"line\",\"quantity\":3}" : line(choices));
    }

    private static String line(String choices) {
        return "{\"productId\":\"line\",\"quantity\":3,\"configuration\":" + choices + "}";
    }

    private static List<String> texts(JsonNode nodes, String member) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.path(member).asText())
                .toList();
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> factsOnTopic(String quoteId, int expected) {
        return await().until(
                        () -> KafkaBroker.records().readToEnd("cpq.quote.events.v1").stream()
                                .filter(record -> record.key().endsWith(":quote:" + quoteId))
                                .map(record -> parse(record.value()))
                                .toList(),
                        facts -> facts.size() >= expected);
    }

    private static JsonNode parse(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
