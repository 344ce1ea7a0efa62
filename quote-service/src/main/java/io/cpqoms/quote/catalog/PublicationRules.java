package io.cpqoms.quote.catalog;

import io.cpqoms.quote.catalog.CatalogOutcome.ContentFault;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must hold before a catalog version may be quoted, so that no order ever meets a plan it cannot walk.
 *
 * <p>Cycles are looked for in the union of all products' plans: an order-wide task is one node for all of them, so two products whose
 * own plans are fine can still wait for each other.
 */
final class PublicationRules {

    /** Contracts carry at most this many classes of one quote. */
    private static final int MAX_PRODUCT_CLASSES = 100;

    private static final List<Function<CatalogVersion, List<ContentFault>>> RULES = List.of(
            PublicationRules::tooManyClasses,
            PublicationRules::repeatedTasks,
            PublicationRules::unknownTasks,
            PublicationRules::disagreeingOrderTasks,
            PublicationRules::cycles);

    private PublicationRules() {}

    /** Every fault of the first rule that has any: later rules rely on earlier ones. */
    static List<ContentFault> faults(CatalogVersion version) {
        return RULES.stream()
                .map(rule -> rule.apply(version))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<ContentFault> tooManyClasses(CatalogVersion version) {
        long classes = version.products().values().stream()
                .map(Product::productClass)
                .distinct()
                .count();
        return classes <= MAX_PRODUCT_CLASSES
                ? List.of()
                : List.of(new ContentFault(
                        "products", "at most " + MAX_PRODUCT_CLASSES + " product classes, not " + classes));
    }

    private static List<ContentFault> repeatedTasks(CatalogVersion version) {
        return each(version, (product, step, names) -> {
            long times = product.fulfilment().stream()
                    .filter(other -> other.task().equals(step.task()))
                    .count();
            return times == 1 ? Stream.empty() : Stream.of("task " + step.task() + " is listed " + times + " times");
        });
    }

    private static List<ContentFault> unknownTasks(CatalogVersion version) {
        return each(
                version,
                (product, step, names) -> step.dependsOn().stream()
                        .filter(needed -> !names.contains(needed))
                        .map(needed ->
                                "task " + step.task() + " depends on " + needed + ", which the product does not have"));
    }

    private static List<ContentFault> disagreeingOrderTasks(CatalogVersion version) {
        Map<String, FulfilmentStep> first = new HashMap<>();
        return each(version, (product, step, names) -> {
            if (step.scope() != Scope.ORDER) {
                return Stream.empty();
            }
            FulfilmentStep known = first.putIfAbsent(step.task(), step);
            boolean agrees = known == null
                    || known.partner().equals(step.partner())
                            && Set.copyOf(known.dependsOn()).equals(Set.copyOf(step.dependsOn()));
            return agrees
                    ? Stream.empty()
                    : Stream.of("order-wide task " + step.task()
                            + " must have the same partner and dependencies in every product");
        });
    }

    private static List<ContentFault> cycles(CatalogVersion version) {
        Map<String, Set<String>> waitsFor = graph(version);
        Map<String, Set<String>> rest = new LinkedHashMap<>(waitsFor);
        boolean removed = true;
        while (removed) {
            Set<String> free = rest.entrySet().stream()
                    .filter(node -> node.getValue().stream().noneMatch(rest::containsKey))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            removed = rest.keySet().removeAll(free);
        }
        return rest.isEmpty()
                ? List.of()
                : List.of(new ContentFault("fulfilment", "tasks wait for each other: " + walk(rest)));
    }

    private static Map<String, Set<String>> graph(CatalogVersion version) {
        Map<String, Set<String>> waitsFor = new LinkedHashMap<>();
        for (Product product : version.products().values()) {
            Map<String, String> nodes = product.fulfilment().stream()
                    .collect(Collectors.toMap(FulfilmentStep::task, step -> node(product, step)));
            for (FulfilmentStep step : product.fulfilment()) {
                Set<String> needed = waitsFor.computeIfAbsent(node(product, step), name -> new LinkedHashSet<>());
                step.dependsOn().stream().map(nodes::get).forEach(needed::add);
            }
        }
        return waitsFor;
    }

    private static String node(Product product, FulfilmentStep step) {
        return step.scope() == Scope.ORDER ? step.task() : step.task() + " of product " + product.productId();
    }

    /** Every node that is left waits for another one that is left, so a walk must come back to where it has been. */
    private static String walk(Map<String, Set<String>> rest) {
        List<String> path = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String node = rest.keySet().iterator().next();
        while (seen.add(node)) {
            path.add(node);
            node = rest.getOrDefault(node, Set.of()).stream()
                    .filter(rest::containsKey)
                    .findFirst()
                    .orElseThrow();
        }
        path.add(node);
        return String.join(" → ", path.subList(path.indexOf(node), path.size()));
    }

    private static List<ContentFault> each(CatalogVersion version, StepRule rule) {
        return version.products().values().stream()
                .flatMap(product -> {
                    Set<String> names = product.fulfilment().stream()
                            .map(FulfilmentStep::task)
                            .collect(Collectors.toSet());
                    return product.fulfilment().stream()
                            .flatMap(step -> rule.check(product, step, names))
                            .distinct()
                            .map(message -> new ContentFault("products." + product.productId(), message));
                })
                .toList();
    }

    private interface StepRule {
        Stream<String> check(Product product, FulfilmentStep step, Set<String> names);
    }
}
