package io.cpqoms.workflow.process;

import io.cpqoms.workflow.engine.StepContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** What the model needs to know about the repair of a fallout: the decision that is told, or that there is none. */
@ApplicationScoped
class RepairLookup {

    private static final Map<String, Object> OPEN = Map.of(
            ProcessVariables.REPAIR, "",
            ProcessVariables.REASON, "",
            ProcessVariables.DECIDED_BY, "");

    private final ProcessTurns turns;
    private final FalloutRepairs repairs;

    RepairLookup(ProcessTurns turns, FalloutRepairs repairs) {
        this.turns = turns;
        this.repairs = repairs;
    }

    /** Repair, reason and decider; empty ones when nobody has decided, and from then on nobody can without the process hearing of it. */
    Map<String, Object> decided(StepContext context, String falloutId) {
        BusinessKey order = BusinessKey.parse(context.businessKey());
        turns.take(order);
        return repairs.of(order, UUID.fromString(falloutId))
                .map(repair -> Map.<String, Object>of(
                        ProcessVariables.REPAIR, repair.repair(),
                        ProcessVariables.REASON, repair.reason(),
                        ProcessVariables.DECIDED_BY, repair.repairedBy()))
                .orElse(OPEN);
    }

    static boolean isDecided(Map<String, Object> variables) {
        return !"".equals(variables.get(ProcessVariables.REPAIR));
    }
}
