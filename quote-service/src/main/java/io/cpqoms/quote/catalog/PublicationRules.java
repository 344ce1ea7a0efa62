package io.cpqoms.quote.catalog;

import io.cpqoms.quote.catalog.CatalogOutcome.ContentFault;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must hold before a catalog version may be quoted, so that no order ever meets a plan it cannot walk. It looks at one product after
 * another and remembers only what they share: classes, tasks of the whole order, and who waits for whom among these.
 */
final class PublicationRules {

    /** Contracts carry at most this many classes of one quote. */
    private static final int MAX_PRODUCT_CLASSES = 100;

    /** What is remembered over all products has a bound, and no order could plan so many. */
    private static final int MAX_SHARED_TASKS = 1_000;

    /** Whoever mends so many may ask again. */
    private static final int MAX_FAULTS = 1_000;

    private final int mostBytes;
    private final ToIntFunction<Product> bytes;
    private final Set<String> classes = new HashSet<>();
    private final Map<String, FulfilmentStep> shared = new HashMap<>();
    private final SharedWaits waits = new SharedWaits();
    private final List<ContentFault> tooLong = new ArrayList<>();
    private final List<ContentFault> mispriced = new ArrayList<>();
    private final List<ContentFault> repeated = new ArrayList<>();
    private final List<ContentFault> unknown = new ArrayList<>();
    private final List<ContentFault> disagreeing = new ArrayList<>();
    private int products;

    /**
     * @param mostBytes what a fact has room for
     * @param bytes what it takes to tell of a product
     */
    PublicationRules(int mostBytes, ToIntFunction<Product> bytes) {
        this.mostBytes = mostBytes;
        this.bytes = bytes;
    }

    /** Looks at the next product; each once. */
    void look(Product product) {
        products++;
        if (classes.size() <= MAX_PRODUCT_CLASSES) {
            classes.add(product.productClass());
        }
        int length = bytes.applyAsInt(product);
        if (length > mostBytes) {
            found(tooLong, product, "telling of it takes " + length + " bytes; there is room for " + mostBytes);
        }
        ChargeRules.faults(product).stream()
                .limit(MAX_FAULTS - (long) mispriced.size())
                .forEach(mispriced::add);
        boolean sound = nameTasksOnce(product);
        sound &= nameOnlyOwnTasks(product);
        sound &= agreeOnSharedTasks(product);
        // A plan whose names mean two things, or nothing, waits for nobody knows what.
        // Beyond the bound nobody asks about circles any more.
        if (sound && !tooManyShared()) {
            waits.look(product);
        }
    }

    /** Every fault of the first rule that has any: later rules rely on earlier ones, and aren't asked before those are kept. */
    List<ContentFault> faults() {
        return Stream.<Supplier<List<ContentFault>>>of(
                        () -> counted(products == 0, "products", "there must be at least one"),
                        () -> counted(
                                classes.size() > MAX_PRODUCT_CLASSES,
                                "products",
                                "at most " + MAX_PRODUCT_CLASSES + " product classes, not more"),
                        () -> tooLong,
                        () -> mispriced,
                        () -> repeated,
                        () -> unknown,
                        () -> disagreeing,
                        () -> counted(
                                tooManyShared(),
                                "fulfilment",
                                "at most " + MAX_SHARED_TASKS + " tasks that serve the whole order, not more"),
                        () -> waits
                                .circle()
                                .map(circle -> new ContentFault("fulfilment", "tasks wait for each other: " + circle))
                                .stream()
                                .toList())
                .map(Supplier::get)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private boolean tooManyShared() {
        return shared.size() > MAX_SHARED_TASKS;
    }

    private static List<ContentFault> counted(boolean broken, String where, String message) {
        return broken ? List.of(new ContentFault(where, message)) : List.of();
    }

    private boolean nameTasksOnce(Product product) {
        Map<String, Long> times = product.fulfilment().stream()
                .collect(Collectors.groupingBy(FulfilmentStep::task, Collectors.counting()));
        return each(product, repeated, (step, fault) -> {
            long listed = times.getOrDefault(step.task(), 0L);
            if (listed > 1) {
                fault.accept("task " + step.task() + " is listed " + listed + " times");
            }
        });
    }

    private boolean nameOnlyOwnTasks(Product product) {
        Set<String> names =
                product.fulfilment().stream().map(FulfilmentStep::task).collect(Collectors.toSet());
        return each(
                product,
                unknown,
                (step, fault) -> step.dependsOn().stream()
                        .filter(needed -> !names.contains(needed))
                        .forEach(needed -> fault.accept("task " + step.task() + " depends on " + needed
                                + ", which the product does not have")));
    }

    private boolean agreeOnSharedTasks(Product product) {
        return each(product, disagreeing, (step, fault) -> {
            if (step.scope() == Scope.ORDER && !agrees(step)) {
                fault.accept("order-wide task " + step.task()
                        + " must have the same partner and dependencies in every product");
            }
        });
    }

    private boolean agrees(FulfilmentStep step) {
        FulfilmentStep known = shared.get(step.task());
        if (known == null) {
            if (shared.size() <= MAX_SHARED_TASKS) {
                shared.put(step.task(), step);
            }
            return true;
        }
        return known.partner().equals(step.partner())
                && Set.copyOf(known.dependsOn()).equals(Set.copyOf(step.dependsOn()));
    }

    private static boolean each(Product product, List<ContentFault> faults, StepRule rule) {
        Set<String> messages = new HashSet<>();
        product.fulfilment()
                .forEach(step -> rule.check(step, message -> {
                    if (messages.add(message)) {
                        found(faults, product, message);
                    }
                }));
        return messages.isEmpty();
    }

    private static void found(List<ContentFault> faults, Product product, String message) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(new ContentFault("products." + product.productId(), message));
        }
    }

    @FunctionalInterface
    private interface StepRule {
        void check(FulfilmentStep step, Consumer<String> fault);
    }
}
