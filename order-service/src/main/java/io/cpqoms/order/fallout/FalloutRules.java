package io.cpqoms.order.fallout;

import io.cpqoms.order.Derived;
import io.cpqoms.order.FalloutId;
import io.cpqoms.order.TaskId;
import io.cpqoms.order.decomposition.Plan;
import io.cpqoms.order.decomposition.PlannedTask;
import io.cpqoms.order.decomposition.Scope;
import io.cpqoms.values.LineId;
import java.util.List;
import java.util.stream.Collectors;

/** The policy of fallout: who owns it, which repairs are legal, what it means in business words. */
public final class FalloutRules {

    /** Length of cause and impact in the event contract. */
    private static final int MAXIMUM_TEXT = 500;

    private static final String OWNER = "order-operations";

    private FalloutRules() {}

    public static String owner() {
        return OWNER;
    }

    /**
     * What the plan's step lets be done about its failure, most natural first. A partner's word can only take away: who says that the money
     * is at fault is not skipped, whatever he is called.
     */
    public static List<Repair> repairs(PlannedTask task, FalloutType type) {
        return task.skippable() && type != FalloutType.BILLING
                ? List.of(Repair.RETRY, Repair.SKIP, Repair.COMPLETE_MANUALLY)
                : List.of(Repair.RETRY, Repair.COMPLETE_MANUALLY);
    }

    /** One attempt fails once, so its fallout has one id, however often the failure is reported. */
    public static FalloutId idOf(TaskId task, int attempt) {
        return new FalloutId(Derived.id(task, attempt, "fallout"));
    }

    /** A cause that fits the contract, whatever the partner said. */
    public static String cause(String given, PlannedTask task) {
        return given.isBlank()
                ? "%s refused %s without saying why.".formatted(task.partner(), task.name())
                : bounded(given.strip());
    }

    /** What waits, for example: "Line 2 waits for reserve; ship and bill of this order wait for it." */
    public static String impact(Plan plan, PlannedTask task, List<LineId> lines) {
        String who = switch (task.scope()) {
            case Scope.OfLine(var line) -> "Line " + (lines.indexOf(line) + 1);
            case Scope.WholeOrder() -> "The whole order";
        };
        List<String> waiting = plan.waitingFor(task.id()).stream()
                .map(blocked -> blocked.name().value())
                .distinct()
                .toList();
        String rest = switch (waiting.size()) {
            case 0 -> "nothing else of this order waits for it.";
            case 1 -> waiting.getFirst() + " of this order waits for it.";
            default -> listed(waiting) + " of this order wait for it.";
        };
        return bounded(who + " waits for " + task.name() + "; " + rest);
    }

    private static String listed(List<String> names) {
        return names.stream().limit(names.size() - 1L).collect(Collectors.joining(", ")) + " and " + names.getLast();
    }

    private static String bounded(String text) {
        return text.length() <= MAXIMUM_TEXT ? text : text.substring(0, MAXIMUM_TEXT - 1) + "…";
    }
}
