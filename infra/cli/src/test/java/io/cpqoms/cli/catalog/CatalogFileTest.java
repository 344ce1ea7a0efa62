package io.cpqoms.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A catalog file is checked whole before anything is sent, and every fault says its line. */
@Tag("DOM-01")
class CatalogFileTest {

    private static final String FILE = """
            name: Winter
            plans:
              sent:
                - {task: ship, partner: warehouse, scope: order, dependsOn: []}
            products:
              - productId: "11"
                name: Cheese
                names: {de: Käse, no: Ost}
                productClass: dairy
                charges:
                  - {chargeId: price, kind: oneTime, prices: [{currency: EUR, listUnitPrice: 21.00}]}
                plan: sent
            """;

    @Test
    void becomesWhatTheServiceTakes() {
        CatalogFile file = CatalogFile.of("winter.yaml", FILE);

        assertThat(file.faults()).isEmpty();
        assertThat(file.name()).isEqualTo("Winter");
        assertThat(file.products()).hasSize(1);
        assertThat(file.products().get(0)).isEqualTo(Json.read("""
                {"productId":"11","name":"Cheese","productClass":"dairy","discontinued":false,
                 "names":[{"language":"de","name":"Käse"},{"language":"no","name":"Ost"}],
                 "charges":[{"chargeId":"price","kind":"oneTime","prices":[{"currency":"EUR","listUnitPrice":"21.00"}]}],
                 "fulfilment":[{"task":"ship","partner":"warehouse","scope":"order","dependsOn":[]}]}"""));
    }

    @Test
    void whatIsExportedIsReadAsWhatItWas() {
        CatalogFile file = CatalogFile.of("winter.yaml", FILE);
        String yaml = CatalogExport.yaml(
                "Winter",
                List.<JsonNode>copyOf(Json.list(file.products().deepCopy())).iterator());

        CatalogFile again = CatalogFile.of("again.yaml", yaml);

        assertThat(again.faults()).isEmpty();
        assertThat(again.products()).isEqualTo(file.products());
    }

    @Test
    void tellsEveryFaultWithItsLine() {
        CatalogFile file = CatalogFile.of(
                "winter.yaml",
                FILE.replace("productClass: dairy", "colour: blue\n    productClass: da iry")
                        .replace("listUnitPrice: 21.00", "listUnitPrice: cheap"));

        assertThat(file.faults().stream().map(FileFault::where))
                .containsExactlyInAnyOrder(
                        "winter.yaml:9: products[0].colour",
                        "winter.yaml:10: products[0].productClass",
                        "winter.yaml:12: products[0].charges[0].prices[0].listUnitPrice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: Winter                | name: Winter\\nname: Summer      | second time
            name: Winter                | name: &again Winter               | anchors
            productId: "11"             | productId: !!java.net.URL [x]     | not allowed
            plan: sent                  | plan: carried                     | no plan carried
            plan: sent                  | discontinued: false               | either fulfilment or the name of a plan
            name: Winter                | name: [Winter                     | no YAML
            """)
    void refusesWhatCouldMeanSomethingElse(String was, String is, String fault) {
        CatalogFile file = CatalogFile.of("winter.yaml", FILE.replace(was, is.replace("\\n", "\n")));

        assertThat(file.faults().stream().map(FileFault::toString).collect(Collectors.joining("\n")))
                .contains(fault);
    }

    /** A thousand million items in nine lines: refused, and nothing grows. */
    @Test
    void aShortFileNeverStandsForAHugeOne() {
        StringBuilder bomb = new StringBuilder("name: &a0 x\n");
        for (int level = 1; level < 10; level++) {
            bomb.append("a").append(level).append(": &a").append(level).append(" [");
            bomb.append(("*a" + (level - 1) + ",").repeat(10)).append("]\n");
        }

        assertThat(CatalogFile.of("bomb.yaml", bomb.toString())
                        .faults()
                        .getFirst()
                        .message())
                .contains("aliases");
    }

    @Test
    void pricesReplaceThoseOfTheFileAndEveryRowThatCanNotIsTold() {
        CatalogFile file = CatalogFile.of("winter.yaml", FILE);

        List<FileFault> faults = PriceFile.into(file.rows(), "winter.csv", """
                product,charge,currency,list,floor,cost
                11,price,EUR,22.50,20.00,
                11,price,USD,24.00,,
                12,price,EUR,1.00,,
                11,fee,EUR,1.00,,
                11,price,EUR,x,,
                11,price
                """);

        assertThat(faults.stream().map(FileFault::where))
                .containsExactly(
                        "winter.csv: row 3: product",
                        "winter.csv: row 4: charge",
                        "winter.csv: row 5: list",
                        "winter.csv: row 5: currency",
                        "winter.csv: row 6");
        assertThat(file.products().at("/0/charges/0/prices").toString())
                .isEqualTo("[{\"currency\":\"EUR\",\"listUnitPrice\":\"22.50\",\"floorUnitPrice\":\"20.00\"},"
                        + "{\"currency\":\"USD\",\"listUnitPrice\":\"24.00\"}]");
    }

    /** What a salesperson expects of it; that it is publishable and its usual choices are valid, the demo shows. */
    @Test
    void theSampleIsAWholeCatalog() {
        List<JsonNode> products = Json.list(CatalogFile.sample().products());

        assertThat(products).hasSizeGreaterThanOrEqualTo(60);
        assertThat(products.stream().filter(product -> product.has("configuration")))
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(products).allSatisfy(product -> {
            assertThat(product.path("names"))
                    .extracting(name -> name.path("language").asText())
                    .containsExactly("de", "id");
            product.path("charges")
                    .forEach(charge -> assertThat(charge.path("prices"))
                            .extracting(price -> price.path("currency").asText())
                            .containsExactly("EUR", "USD"));
        });
    }
}
