package io.cpqoms.quote.catalog;

import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.Samples.priced;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.CatalogOutcome.ContentFault;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.values.ProductId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void refusesAVersionWithoutProductsAndAProductThatNoFactHasRoomFor() {
        assertThat(faults()).containsExactly(new ContentFault("products", "there must be at least one"));
        Product endless =
                new Product(new ProductId("1"), "n".repeat(101), "any", false, priced(eur("1.00")), List.of(RESERVE));
        assertThat(faults(endless))
                .containsExactly(
                        new ContentFault("products.1", "telling of it takes 101 bytes; there is room for 100"));
    }

    /** What is remembered of a thousand products that share three tasks is what they share. */
    @Test
    void findsACircleThroughManyProducts() {
        Product[] products = IntStream.range(0, 1000)
                .mapToObj(i -> product(
                        "p" + i,
                        order("t" + i, "t" + (i + 1) % 1000),
                        order("t" + (i + 1) % 1000, "t" + (i + 2) % 1000),
                        line("t" + (i + 2) % 1000)))
                .toArray(Product[]::new);

        assertThat(faults(Arrays.copyOf(products, 999))).isEmpty();
        assertThat(faults(products))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message().split(" → ")).hasSizeGreaterThan(500));
    }

    @Test
    void refusesMoreTasksOfTheWholeOrderThanAreRemembered() {
        assertThat(faults(chain(1_000))).isEmpty();
        assertThat(faults(chain(1_001)))
                .containsExactly(
                        new ContentFault("fulfilment", "at most 1000 tasks that serve the whole order, not more"));
    }

    /** Looking for circles in it would take a quarter of a minute. */
    @Test
    @Timeout(5)
    void doesNotLookForCirclesBeyondTheBound() {
        assertThat(faults(chain(20_000))).hasSize(1);
    }

    /** One product for each link. */
    private static Product[] chain(int tasks) {
        return IntStream.range(0, tasks - 1)
                .mapToObj(i -> product(
                        "p" + i,
                        order("t" + i, "t" + (i + 1)),
                        order("t" + (i + 1), "t" + (i + 2)),
                        line("t" + (i + 2))))
                .toArray(Product[]::new);
    }

    private static List<ContentFault> faults(Product... products) {
        PublicationRules rules =
                new PublicationRules(100, product -> product.name().length());
        List.of(products).forEach(rules::look);
        return rules.faults();
    }

    private static Product product(String id, FulfilmentStep... steps) {
        return new Product(new ProductId(id), "Product " + id, "any", false, priced(eur("1.00")), List.of(steps));
    }

    private static FulfilmentStep line(String task, String... dependsOn) {
        return new FulfilmentStep(task, "warehouse", Scope.LINE, List.of(dependsOn));
    }

    private static FulfilmentStep order(String task, String... dependsOn) {
        return new FulfilmentStep(task, "warehouse", Scope.ORDER, List.of(dependsOn));
    }
}
