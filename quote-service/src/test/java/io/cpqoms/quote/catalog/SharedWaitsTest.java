package io.cpqoms.quote.catalog;

import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.Samples.priced;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.values.ProductId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A look at one product after another finds what a graph of all of them has. */
@Tag("DOM-01")
class SharedWaitsTest {

    private static final int CATALOGS = 20_000;
    private static final List<String> TASKS = List.of("a", "b", "c", "d");

    private final Random random = new Random(11);

    @Test
    void findsACircleExactlyWhereTheGraphOfAllProductsHasOne() {
        int circles = 0;
        int together = 0;
        for (int i = 0; i < CATALOGS; i++) {
            List<Product> products = aCatalog();
            SharedWaits waits = new SharedWaits();
            products.forEach(waits::look);

            boolean expected = hasCircle(products);
            assertThat(waits.circle().isPresent()).as("%s", products).isEqualTo(expected);
            waits.circle()
                    .ifPresent(circle -> assertThat(edges(circle))
                            .as("%s in %s", circle, products)
                            .allMatch(edge -> graph(products)
                                    .getOrDefault(edge.getFirst(), Set.of())
                                    .contains(edge.getLast())));
            circles += expected ? 1 : 0;
            together += expected && products.stream().noneMatch(each -> hasCircle(List.of(each))) ? 1 : 0;
        }
        assertThat(circles).as("catalogs of both kinds").isBetween(CATALOGS / 20, CATALOGS * 19 / 20);
        assertThat(together).as("circles that no product has alone").isPositive();
    }

    private static List<List<String>> edges(String circle) {
        String[] tasks = circle.split(" → ");
        assertThat(tasks[0]).isEqualTo(tasks[tasks.length - 1]);
        return IntStream.range(1, tasks.length)
                .mapToObj(i -> List.of(tasks[i - 1], tasks[i]))
                .toList();
    }

    /** Products that agree on their order-wide tasks; a name may be of the order in one and of the line in another. */
    private List<Product> aCatalog() {
        Map<String, List<String>> shared = new HashMap<>();
        List<Product> products = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        while (products.size() < size) {
            Set<String> names = some(TASKS, 12);
            List<FulfilmentStep> steps = new ArrayList<>();
            boolean sound = true;
            for (String name : names) {
                // Mostly the same ones, as in a catalog.
                boolean ofOrder = random.nextInt(10) == 0 ^ TASKS.indexOf(name) < 2;
                List<String> needed = ofOrder
                        ? shared.computeIfAbsent(name, task -> List.copyOf(some(List.copyOf(names), 1)))
                        : List.copyOf(some(List.copyOf(names), 1));
                sound &= names.containsAll(needed);
                steps.add(new FulfilmentStep(name, "warehouse", ofOrder ? Scope.ORDER : Scope.LINE, needed));
            }
            if (sound && !steps.isEmpty()) {
                Product product = new Product(
                        new ProductId("p" + products.size()), "P", "any", false, priced(eur("1.00")), steps);
                // Most circles lie in one product; what is hard to find lies in none alone.
                if (!hasCircle(List.of(product)) || random.nextInt(50) == 0) {
                    products.add(product);
                }
            }
        }
        return products;
    }

    private Set<String> some(List<String> of, int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> of.get(random.nextInt(of.size())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean hasCircle(List<Product> products) {
        Map<String, Set<String>> rest = graph(products);
        boolean removed = true;
        while (removed) {
            Set<String> left = Set.copyOf(rest.keySet());
            removed = rest.values().removeIf(needed -> needed.stream().noneMatch(left::contains));
        }
        return !rest.isEmpty();
    }

    private static Map<String, Set<String>> graph(List<Product> products) {
        Map<String, Set<String>> graph = new HashMap<>();
        for (Product product : products) {
            Map<String, String> nodes = product.fulfilment().stream()
                    .collect(Collectors.toMap(FulfilmentStep::task, step -> node(product, step)));
            for (FulfilmentStep step : product.fulfilment()) {
                graph.merge(
                        node(product, step),
                        step.dependsOn().stream().map(nodes::get).collect(Collectors.toSet()),
                        (one, other) ->
                                Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet()));
            }
        }
        return graph;
    }

    private static String node(Product product, FulfilmentStep step) {
        return step.scope() == Scope.ORDER ? step.task() : step.task() + " of product " + product.productId();
    }
}
