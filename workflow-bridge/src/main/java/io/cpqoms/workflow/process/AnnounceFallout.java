package io.cpqoms.workflow.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.workflow.engine.ProcessStep;
import io.cpqoms.workflow.engine.StepContext;
import io.cpqoms.workflow.engine.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells that an operator must repair a failed task, in the transaction that opens the operator's task, unless it has been repaired
 * already. Several tasks of one order may fall out at once: what belongs to one of them is made local here, or the others would overwrite it.
 */
@ApplicationScoped
class AnnounceFallout implements ProcessStep {

    static final String OPERATORS = "order-operations";

    private final ProcessChronicle chronicle;
    private final RepairLookup repairs;

    AnnounceFallout(ProcessChronicle chronicle, RepairLookup repairs) {
        this.chronicle = chronicle;
        this.repairs = repairs;
    }

    @Override
    public String name() {
        return "announceFallout";
    }

    @Override
    public StepResult run(StepContext context) {
        String falloutId = context.required(ProcessVariables.RAISED_FALLOUT_ID);
        Map<String, Object> variables = new HashMap<>(repairs.decided(context, falloutId));
        if (!RepairLookup.isDecided(variables)) {
            tell(context, falloutId);
        }
        variables.put(ProcessVariables.FALLOUT_ID, falloutId);
        variables.put(
                ProcessVariables.FALLOUT_CAUSE,
                context.text(ProcessVariables.RAISED_FALLOUT_CAUSE).orElse(""));
        return StepResult.localVariables(variables);
    }

    private void tell(StepContext context, String falloutId) {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "orderId",
                        BusinessKey.parse(context.businessKey()).subjectId().toString())
                .put("falloutId", falloutId)
                .put("taskId", context.required(ProcessVariables.ORDER_TASK_ID))
                .put("operatorGroup", OPERATORS);
        chronicle.tell(context.processInstanceId(), "FalloutTaskOpened", payload);
    }
}
