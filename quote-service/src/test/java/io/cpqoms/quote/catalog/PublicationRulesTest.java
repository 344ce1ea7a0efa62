package io.cpqoms.quote.catalog;

import static io.cpqoms.quote.Samples.eur;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.CatalogOutcome.ContentFault;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a catalog version must satisfy before it is published. */
@Tag("DOM-01")
class PublicationRulesTest {

    private static final FulfilmentStep RESERVE = line("reserve");
    private static final FulfilmentStep SHIP = order("ship", "reserve");
    private static final FulfilmentStep BILL = order("bill", "ship");

    @Test
    void acceptsPlansThatShareTheirOrderWideTasks() {
        assertThat(faults(product("1", RESERVE, SHIP, BILL), product("2", RESERVE, SHIP, BILL)))
                .isEmpty();
    }

    @Test
    void refusesATaskThatWaitsForItself() {
        assertThat(faults(product("1", line("reserve", "reserve"))))
                .extracting(ContentFault::message)
                .containsExactly("tasks wait for each other: reserve of product 1 → reserve of product 1");
    }

    @Test
    void namesTheTasksOfACycle() {
        assertThat(faults(product("1", RESERVE, order("a", "b"), order("b", "c"), order("c", "a"))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("a → b → c → a"));
    }

    @Test
    void findsACycleThatOnlyTwoProductsTogetherHave() {
        Product one = product("1", order("x", "y"), line("y", "z"), order("z", "q"), line("q"));
        Product other = product("2", order("x", "y"), line("y"), order("z", "q"), line("q", "x"));

        assertThat(faults(one)).isEmpty();
        assertThat(faults(other)).isEmpty();
        assertThat(faults(one, other))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).startsWith("tasks wait for each other"));
    }

    @Test
    void refusesADependencyTheProductDoesNotHave() {
        assertThat(faults(product("1", SHIP)))
                .containsExactly(new ContentFault(
                        "products.1", "task ship depends on reserve, which the product does not have"));
    }

    @Test
    void refusesOrderWideTasksThatDisagreeBetweenProducts() {
        FulfilmentStep otherShip = new FulfilmentStep("ship", "courier", Scope.ORDER, List.of("reserve"));

        assertThat(faults(product("1", RESERVE, SHIP), product("2", RESERVE, otherShip)))
                .extracting(ContentFault::where)
                .containsExactly("products.2");
    }

    @Test
    void refusesATaskThatIsListedTwice() {
        assertThat(faults(product("1", RESERVE, RESERVE)))
                .extracting(ContentFault::message)
                .containsExactly("task reserve is listed 2 times");
    }

    private static List<ContentFault> faults(Product... products) {
        return PublicationRules.faults(CatalogVersion.draft(
                new CatalogVersionId(new UUID(0, 1)), new TenantId("acme"), "Autumn", List.of(products)));
    }

    private static Product product(String id, FulfilmentStep... steps) {
        return new Product(new ProductId(id), "Product " + id, "any", false, eur("1.00"), List.of(steps));
    }

    private static FulfilmentStep line(String task, String... dependsOn) {
        return new FulfilmentStep(task, "warehouse", Scope.LINE, List.of(dependsOn));
    }

    private static FulfilmentStep order(String task, String... dependsOn) {
        return new FulfilmentStep(task, "warehouse", Scope.ORDER, List.of(dependsOn));
    }
}
