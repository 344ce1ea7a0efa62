package io.cpqoms.order.decomposition;

import io.cpqoms.order.Derived;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.TaskName;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.PlanBounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the lines of one order into tasks and wires them.
 *
 * <p>A task of a line depends on tasks of the same line, or on one that serves the whole order. A task that serves the
 * whole order exists once, however many lines call for it, and depends on every task of the names it lists, of all
 * lines. The catalog refuses cycles inside a product, but two products can close a circle by way of tasks they share;
 * that is found here.
 */
final class Decomposer {

    private final OrderId order;
    private final List<PlanLine> lines;
    private final CatalogRules rules;
    private final Map<TaskId, Draft> drafts = new LinkedHashMap<>();
    private final Map<TaskName, List<TaskId>> byName = new HashMap<>();

    /** Tasks that at least one product can't do without. */
    private final Set<TaskId> owed = new HashSet<>();

    Decomposer(OrderId order, List<PlanLine> lines, CatalogRules rules) {
        this.order = order;
        this.lines = lines;
        this.rules = rules;
    }

    Decomposition decompose() {
        return draftTasks()
                .or(this::exceededBound)
                .<Decomposition>map(Decomposition.Impossible::new)
                .orElseGet(this::plan);
    }

    /** Collects the tasks of all lines. @return what forbids it, if anything does */
    private Optional<String> draftTasks() {
        for (PlanLine line : lines) {
            Optional<List<FulfilmentRule>> ofProduct = rules.of(line.productId());
            if (ofProduct.isEmpty()) {
                return Optional.of("Product %s of line %s is not in catalog version %s"
                        .formatted(line.productId(), line.lineId(), rules.catalogVersionId()));
            }
            for (FulfilmentRule rule : ofProduct.get()) {
                if (!draft(line, rule)) {
                    return Optional.of("Products of this order ask for the shared task %s by different partners"
                            .formatted(rule.task()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean draft(PlanLine line, FulfilmentRule rule) {
        Scope scope = switch (rule.reach()) {
            case LINE -> new Scope.OfLine(line.lineId());
            case ORDER -> new Scope.WholeOrder();
        };
        TaskId id = new TaskId(Derived.id(order, place(scope), rule.task()));
        Draft draft = drafts.computeIfAbsent(id, absent -> {
            byName.computeIfAbsent(rule.task(), name -> new ArrayList<>()).add(absent);
            return new Draft(absent, rule, scope, new HashSet<>());
        });
        draft.dependsOn().addAll(rule.dependsOn());
        if (!rule.skippable()) {
            owed.add(id);
        }
        return draft.rule().partner().equals(rule.partner());
    }

    private static String place(Scope scope) {
        return switch (scope) {
            case Scope.OfLine(var line) -> line.toString();
            case Scope.WholeOrder() -> "order";
        };
    }

    private Optional<String> exceededBound() {
        if (drafts.size() > PlanBounds.MOST_TASKS) {
            return Optional.of("The order needs %d tasks; a plan holds at most %d"
                    .formatted(drafts.size(), PlanBounds.MOST_TASKS));
        }
        return drafts.values().stream()
                .filter(draft -> dependencies(draft).size() > PlanBounds.MOST_DEPENDENCIES)
                .findFirst()
                .map(draft -> "Task %s would wait for more than %d others"
                        .formatted(draft.rule().task(), PlanBounds.MOST_DEPENDENCIES));
    }

    private List<TaskId> dependencies(Draft draft) {
        return draft.dependsOn().stream()
                .flatMap(name -> named(name, draft.scope()))
                .distinct()
                .sorted(Comparator.comparing(TaskId::toString))
                .toList();
    }

    /** The tasks that a dependency's name means, seen from a task of this scope. */
    private Stream<TaskId> named(TaskName name, Scope from) {
        return byName.getOrDefault(name, List.of()).stream().filter(id -> switch (from) {
            case Scope.WholeOrder() -> true;
            case Scope.OfLine line -> reaches(draft(id).scope(), line);
        });
    }

    private static boolean reaches(Scope dependency, Scope.OfLine from) {
        return switch (dependency) {
            case Scope.WholeOrder() -> true;
            case Scope.OfLine line -> line.equals(from);
        };
    }

    private Draft draft(TaskId id) {
        return Objects.requireNonNull(drafts.get(id));
    }

    /** Lists the tasks so that each comes after all it depends on; what can't be listed lies on a circle. */
    private Decomposition plan() {
        Map<TaskId, PlannedTask> waiting = new LinkedHashMap<>();
        drafts.values()
                .forEach(
                        draft -> waiting.put(draft.id(), draft.wired(dependencies(draft), !owed.contains(draft.id()))));
        List<PlannedTask> listed = new ArrayList<>();
        Set<TaskId> done = new HashSet<>();
        while (!waiting.isEmpty()) {
            List<PlannedTask> next = waiting.values().stream()
                    .filter(task -> done.containsAll(task.dependsOn()))
                    .toList();
            if (next.isEmpty()) {
                return new Decomposition.Impossible("These tasks wait for each other in a circle: "
                        + waiting.values().stream()
                                .map(task -> task.name().value())
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
            for (PlannedTask task : next) {
                waiting.remove(task.id());
                done.add(task.id());
                listed.add(task);
            }
        }
        return bounded(new Plan(hash(listed), listed));
    }

    private static Decomposition bounded(Plan plan) {
        long bytes = plan.bytesToTell();
        return bytes <= PlanBounds.MOST_BYTES
                ? new Decomposition.Planned(plan)
                : new Decomposition.Impossible(
                        "The plan of %d tasks takes %d bytes to tell; the topic of orders has room for %d"
                                .formatted(plan.tasks().size(), bytes, PlanBounds.MOST_BYTES));
    }

    private String hash(List<PlannedTask> tasks) {
        return Derived.hash(rules.catalogVersionId() + "\n"
                + tasks.stream()
                        .map(task -> task.id() + "|" + task.name() + "|" + task.partner() + "|" + task.dependsOn())
                        .sorted()
                        .collect(Collectors.joining("\n")));
    }

    /** A task whose dependencies are still names. */
    private record Draft(TaskId id, FulfilmentRule rule, Scope scope, Set<TaskName> dependsOn) {

        PlannedTask wired(List<TaskId> dependencies, boolean skippable) {
            return new PlannedTask(id, rule.task(), rule.partner(), scope, dependencies, skippable);
        }
    }
}
