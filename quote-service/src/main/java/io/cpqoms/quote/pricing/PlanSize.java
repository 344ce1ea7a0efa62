package io.cpqoms.quote.pricing;

import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.PlanBounds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How large the plan is that an order of these lines needs: counted as order-service decomposes, without naming a task. A step of a line
 * is a task for each line; a step of the order is one task, which waits for all tasks of the names that any line gives it.
 *
 * @param longestWait how many others the task waits for that waits for the most, and its name
 * @param bytes what it takes to tell of the plan
 */
public record PlanSize(int tasks, Wait longestWait, long bytes) {

    /** A task and how many others it waits for. */
    public record Wait(String task, long others) {}

    /**
     * A bound that the plan exceeds.
     *
     * @param detail what would be exceeded, with both figures, as the rest of a sentence about the order
     */
    public record Excess(long counted, long allowed, String detail) {}

    /** The size for lines whose products the catalog has. */
    public static PlanSize of(List<QuoteLine> lines, PinnedCatalog catalog) {
        return new Count(lines.stream()
                        .flatMap(line -> catalog.product(line.productId()).stream())
                        .toList())
                .size();
    }

    /** The first bound that is exceeded, if any is. */
    public Optional<Excess> excess() {
        if (tasks > PlanBounds.MOST_TASKS) {
            return excess(tasks, PlanBounds.MOST_TASKS, "would need %d tasks; a plan holds at most %d");
        }
        if (longestWait.others() > PlanBounds.MOST_DEPENDENCIES) {
            return excess(
                    longestWait.others(),
                    PlanBounds.MOST_DEPENDENCIES,
                    "would have its task " + longestWait.task() + " wait for %d others; a task waits for at most %d");
        }
        return bytes > PlanBounds.MOST_BYTES
                ? excess(bytes, PlanBounds.MOST_BYTES, "would need a plan of %d bytes; there is room for %d")
                : Optional.empty();
    }

    private static Optional<Excess> excess(long counted, long allowed, String detail) {
        return Optional.of(new Excess(counted, allowed, detail.formatted(counted, allowed)));
    }

    /** Counts the tasks of each name first, because who waits for a name waits for all of them. */
    private static final class Count {

        private final List<Product> products;
        private final Map<String, Integer> tasksOfLines = new HashMap<>();
        private final Map<String, OrderTask> tasksOfOrder = new LinkedHashMap<>();
        private Wait longestWait = new Wait("", 0);
        private long bytes = PlanBounds.bytesOfPlan();

        Count(List<Product> products) {
            this.products = products;
            for (Product product : products) {
                for (FulfilmentStep step : product.fulfilment()) {
                    if (step.scope() == Scope.LINE) {
                        tasksOfLines.merge(step.task(), 1, Integer::sum);
                    } else {
                        tasksOfOrder
                                .computeIfAbsent(step.task(), name -> new OrderTask(step.partner(), new HashSet<>()))
                                .dependsOn()
                                .addAll(step.dependsOn());
                    }
                }
            }
        }

        PlanSize size() {
            products.forEach(this::tellLine);
            tasksOfOrder.forEach((name, task) -> tell(
                    name,
                    task.partner(),
                    false,
                    task.dependsOn().stream()
                            .mapToLong(needed -> ofOrder(needed) + tasksOfLines.getOrDefault(needed, 0))
                            .sum()));
            int tasks = tasksOfOrder.size()
                    + tasksOfLines.values().stream().mapToInt(Integer::intValue).sum();
            return new PlanSize(tasks, longestWait, bytes);
        }

        private void tellLine(Product product) {
            Set<String> own = new HashSet<>();
            List<FulfilmentStep> steps = product.fulfilment().stream()
                    .filter(step -> step.scope() == Scope.LINE)
                    .toList();
            steps.forEach(step -> own.add(step.task()));
            for (FulfilmentStep step : steps) {
                long others = step.dependsOn().stream()
                        .distinct()
                        .mapToLong(needed -> ofOrder(needed) + (own.contains(needed) ? 1 : 0))
                        .sum();
                tell(step.task(), step.partner(), true, others);
            }
        }

        private void tell(String name, String partner, boolean ofOneLine, long others) {
            bytes += PlanBounds.bytesOfTask(name, partner, ofOneLine, others);
            if (others > longestWait.others()) {
                longestWait = new Wait(name, others);
            }
        }

        private long ofOrder(String name) {
            return tasksOfOrder.containsKey(name) ? 1 : 0;
        }
    }

    private record OrderTask(String partner, Set<String> dependsOn) {}
}
