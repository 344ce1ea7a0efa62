package io.cpqoms.quote.catalog;

import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds tasks that wait for each other in a circle, in the union of all products' plans: an order-wide task is one node for all of them, so
 * two products whose own plans are fine can still wait for each other.
 *
 * <p>A circle either stays in one product, or goes through order-wide tasks only by ways that each lie in one product. So of a product that
 * has no circle itself it is enough to remember which order-wide task waits for which by way of it, with the first such way for people to read.
 */
final class SharedWaits {

    /** From an order-wide task to those that it waits for, with the line's tasks in between. */
    private final Map<String, Map<String, List<String>>> ways = new LinkedHashMap<>();

    private Optional<String> ofOneProduct = Optional.empty();

    void look(Product product) {
        if (ofOneProduct.isPresent()) {
            return;
        }
        Map<String, FulfilmentStep> steps = new LinkedHashMap<>();
        product.fulfilment().forEach(step -> steps.put(step.task(), step));
        ofOneProduct = new Search(steps.keySet(), task -> following(steps, task))
                .circle()
                .map(circle -> read(circle.stream()
                        .map(task -> name(product, Objects.requireNonNull(steps.get(task))))
                        .toList()));
        if (ofOneProduct.isEmpty()) {
            steps.values().stream()
                    .filter(step -> step.scope() == Scope.ORDER)
                    .forEach(step -> remember(product, steps, step));
        }
    }

    /** The tasks of a circle, in the order in which they wait, if there is one. */
    Optional<String> circle() {
        return ofOneProduct.or(() -> new Search(
                        ways.keySet(),
                        task -> List.copyOf(ways.getOrDefault(task, Map.of()).keySet()))
                .circle()
                .map(this::withWays));
    }

    private String withWays(List<String> circle) {
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < circle.size(); i++) {
            whole.add(circle.get(i));
            if (i + 1 < circle.size()) {
                whole.addAll(ways.getOrDefault(circle.get(i), Map.of()).getOrDefault(circle.get(i + 1), List.of()));
            }
        }
        return read(whole);
    }

    /** Walks from an order-wide task through tasks of the line to the order-wide ones behind them. */
    private void remember(Product product, Map<String, FulfilmentStep> steps, FulfilmentStep from) {
        Map<String, List<String>> found = ways.computeIfAbsent(from.task(), task -> new LinkedHashMap<>());
        Map<String, List<String>> open = new LinkedHashMap<>(Map.of(from.task(), List.of()));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String task = open.keySet().iterator().next();
            List<String> way = open.remove(task);
            for (String needed : following(steps, task)) {
                FulfilmentStep step = steps.get(needed);
                if (step != null && step.scope() == Scope.ORDER) {
                    found.putIfAbsent(needed, way);
                } else if (step != null && seen.add(needed)) {
                    List<String> longer = new ArrayList<>(way);
                    longer.add(name(product, step));
                    open.put(needed, longer);
                }
            }
        }
    }

    private static List<String> following(Map<String, FulfilmentStep> steps, String task) {
        FulfilmentStep step = steps.get(task);
        return step == null ? List.of() : step.dependsOn();
    }

    private static String name(Product product, FulfilmentStep step) {
        return step.scope() == Scope.ORDER ? step.task() : step.task() + " of product " + product.productId();
    }

    private static String read(List<String> tasks) {
        return String.join(" → ", tasks);
    }

    /** Takes away what waits for nothing that is left, until nothing changes; what is left has a circle. */
    private record Search(Set<String> nodes, Waits waits) {

        @FunctionalInterface
        interface Waits {
            List<String> of(String task);
        }

        /** The nodes of a circle, the first one at the end again. */
        Optional<List<String>> circle() {
            Map<String, List<String>> rest = new LinkedHashMap<>();
            nodes.forEach(node -> rest.put(node, waits.of(node)));
            Map<String, List<String>> before = new HashMap<>();
            while (before.size() != rest.size()) {
                before.clear();
                before.putAll(rest);
                rest.values().removeIf(needed -> needed.stream().noneMatch(before::containsKey));
            }
            return rest.isEmpty() ? Optional.empty() : Optional.of(walk(rest));
        }

        /** Every node that is left waits for another one that is left, so a walk must come back to where it has been. */
        private static List<String> walk(Map<String, List<String>> rest) {
            List<String> path = new ArrayList<>();
            String node = rest.keySet().iterator().next();
            while (!path.contains(node)) {
                path.add(node);
                node = rest.getOrDefault(node, List.of()).stream()
                        .filter(rest::containsKey)
                        .findFirst()
                        .orElseThrow();
            }
            path.add(node);
            return path.subList(path.indexOf(node), path.size());
        }
    }
}
