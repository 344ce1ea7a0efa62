package io.cpqoms.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.catalog.CatalogComparison.Difference;
import io.cpqoms.cli.catalog.CatalogComparison.Kind;
import io.cpqoms.cli.console.Json;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What came, what went and what changed, in words. */
@Tag("DOM-01")
class CatalogComparisonTest {

    private static final List<JsonNode> FROM = List.of(product("a", "10.00"), product("b", "20.00"), product("d", "5"));

    @Test
    void saysWhatCameWhatWentAndWhatChanged() {
        List<JsonNode> to = List.of(product("b", "21.50"), product("c", "1.00"), product("d", "5.00"));

        assertThat(CatalogComparison.between(FROM.iterator(), to.iterator()))
                .containsExactly(
                        new Difference(Kind.REMOVED, "a", List.of("Product a")),
                        new Difference(Kind.CHANGED, "b", List.of("charge price in EUR: list 20.00 → 21.50")),
                        new Difference(Kind.ADDED, "c", List.of("Product c")));
        assertThat(CatalogComparison.between(FROM.iterator(), FROM.iterator())).isEmpty();
    }

    @Test
    void saysWhatChangedAboutNamesStepsAndRules() {
        JsonNode to = Json.read(FROM.getFirst()
                .toString()
                .replace("Product a", "Cheese")
                .replace("\"ship\"", "\"send\"")
                .replace("\"rules\":[]", "\"rules\":[{\"id\":\"r\"}]"));

        assertThat(CatalogComparison.between(
                        FROM.subList(0, 1).iterator(), List.of(to).iterator()))
                .singleElement()
                .extracting(Difference::words)
                .isEqualTo(
                        List.of("name Product a → Cheese", "step ship is gone", "step send is new", "rule r is new"));
    }

    private static JsonNode product(String id, String price) {
        return Json.read("""
                {"productId":"%s","name":"Product %s","productClass":"any","discontinued":false,
                 "charges":[{"chargeId":"price","kind":"oneTime","prices":[{"currency":"EUR","listUnitPrice":"%s"}]}],
                 "fulfilment":[{"task":"ship"}],"configuration":{"attributes":[],"groups":[],"rules":[]}}""".formatted(id, id, price));
    }
}
