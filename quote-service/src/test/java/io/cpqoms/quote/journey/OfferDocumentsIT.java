package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a customer is presented can be read again, the same each time, and its hash is with the presentation. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-11")
class OfferDocumentsIT {

    private final QuoteClient client = new QuoteClient();

    @Test
    void isThePageThatWasPresentedWhateverBecomesOfTheQuote() throws NoSuchAlgorithmException {
        String id = client.aQuoteAfter("price", "submit", "approve");
        present(id, "de");
        byte[] page = document(id, "text/html", "").asByteArray();

        assertThat(new String(page, StandardCharsets.UTF_8)).contains("lang=\"de\"", "142,80", "Fassung 1");
        client.as("sales")
                .get("/quotes/" + id)
                .then()
                .body("presentation.document.language", equalTo("de"))
                .body("presentation.document.sha256", equalTo(sha256(page)));

        client.command("sales")
                .body("{\"acceptedBy\":\"VINET\"}")
                .post("/quotes/" + id + "/accept")
                .then()
                .statusCode(200);
        assertThat(document(id, "text/html", "").asByteArray()).isEqualTo(page);
    }

    /** Its language chooses the names; the catalog's own stands where nobody said another. */
    @Test
    @Tag("DOM-01")
    void namesProductsAndChargesInTheLanguageOfThePresentation() {
        String catalog = client.published(List.of(Map.of(
                "productId",
                "11",
                "name",
                "Plain cheese",
                "names",
                List.of(Map.of("language", "de", "name", "Schnittkäse")),
                "productClass",
                "food",
                "discontinued",
                false,
                "charges",
                List.of(Map.of(
                        "chargeId", "price",
                        "name", "Price of a wheel",
                        "names", List.of(Map.of("language", "de", "name", "Laibpreis")),
                        "kind", "oneTime",
                        "prices", List.of(Map.of("currency", "EUR", "listUnitPrice", "21.00")))),
                "fulfilment",
                List.of(Map.of("task", "ship", "partner", "warehouse", "scope", "order", "dependsOn", List.of())))));
        String id = client.command("sales")
                .body(QuoteClient.newQuote(catalog, "{\"productId\":\"11\",\"quantity\":2,\"discountPercent\":\"0\"}"))
                .post("/quotes")
                .path("quoteId");
        for (String command : List.of("price", "submit")) {
            client.run(id, command).then().statusCode(200);
        }

        present(id, "de");

        assertThat(document(id, "text/html", "").asString())
                .contains("Schnittkäse", "Laibpreis")
                .doesNotContain("Plain cheese");
        assertThat(document(id, "text/html", "?language=id").asString()).contains("Plain cheese", "Price of a wheel");
    }

    @Test
    void isTheSamePdfEachTime() throws Exception {
        String id = client.aQuoteAfter("price", "submit", "approve");
        present(id, "en");
        Response first = document(id, "application/pdf", "");

        assertThat(document(id, "application/pdf", "").asByteArray()).isEqualTo(first.asByteArray());
        try (PDDocument pdf = Loader.loadPDF(first.asByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("142.80", "Page 1 / 1");
        }
        client.as("sales")
                .header("Accept", "application/pdf")
                .header("If-None-Match", first.header("ETag"))
                .get("/quotes/" + id + "/revisions/1/document")
                .then()
                .statusCode(304);
    }

    @Test
    void comesInOtherLanguagesAndInNoneThatWeDoNotSpeak() {
        String id = client.aQuoteAfter("price", "submit", "approve");
        present(id, "en");

        assertThat(document(id, "text/html", "?language=id").asString()).contains("Penawaran");
        client.as("sales")
                .header("Accept", "text/html")
                .get("/quotes/" + id + "/revisions/1/document?language=fr")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("language"))
                .body("violations[0].message", containsString("en, de, id or ar"));
        client.command("sales")
                .body("{\"presentedTo\":\"VINET\",\"language\":\"fr\"}")
                .post("/quotes/" + client.aQuoteAfter("price", "submit", "approve") + "/present")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("language"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html;charset=utf-8                     | text/html
            application/pdf;version=1                   | application/pdf
            application/pdf, text/html;q=0.5            | application/pdf
            text/html;level=1, application/pdf;q=0.9    | text/html
            image/png, */*;q=0.1                        | text/html
            """)
    void isWhatTheClientLikesBest(String accept, String type) {
        String id = client.aQuoteAfter("price", "submit", "approve");
        present(id, "en");

        client.as("sales")
                .header("Accept", accept)
                .get("/quotes/" + id + "/revisions/1/document")
                .then()
                .statusCode(200)
                .contentType(type);
    }

    @Test
    void saysThatItIsNotJson() {
        client.as("sales")
                .header("Accept", "application/json")
                .get("/quotes/" + client.aQuoteAfter("price", "submit", "approve") + "/revisions/1/document")
                .then()
                .statusCode(406)
                .body("detail", containsString("none of the types"));
    }

    @Test
    void isNotThereBeforeSomebodyWasOffered() {
        String id = client.aQuoteAfter("price", "submit", "approve");

        client.as("sales")
                .header("Accept", "text/html")
                .get("/quotes/" + id + "/revisions/1/document")
                .then()
                .statusCode(409)
                .body("type", endsWith("no-document"))
                .body("detail", containsString("once it is presented or accepted"));
    }

    private void present(String id, String language) {
        client.command("sales")
                .body("{\"presentedTo\":\"VINET\",\"language\":\"" + language + "\"}")
                .post("/quotes/" + id + "/present")
                .then()
                .statusCode(200);
    }

    private Response document(String id, String type, String query) {
        return client.as("sales")
                .header("Accept", type)
                .get("/quotes/" + id + "/revisions/1/document" + query)
                .then()
                .statusCode(200)
                .contentType(type)
                .extract()
                .response();
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
