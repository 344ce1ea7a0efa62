package io.cpqoms.workflow.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.workflow.engine.ProcessStep;
import io.cpqoms.workflow.engine.StepContext;
import io.cpqoms.workflow.engine.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Commands a reminder to the group that has not decided yet. */
@ApplicationScoped
class RemindApprovers implements ProcessStep {

    private static final List<String> TOLD =
            List.of(ProcessVariables.LEVEL, ProcessVariables.POLICY_REASON, ProcessVariables.DUE_AT);

    private final ProcessChronicle chronicle;

    RemindApprovers(ProcessChronicle chronicle) {
        this.chronicle = chronicle;
    }

    @Override
    public String name() {
        return "remindApprovers";
    }

    @Override
    public StepResult run(StepContext context) {
        BusinessKey key = BusinessKey.parse(context.businessKey());
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("template", "approval-reminder")
                .put("recipient", context.required(ProcessVariables.APPROVER_GROUP))
                .put("subjectType", key.subjectType())
                .put("subjectId", key.subjectId().toString());
        var parameters = payload.putArray("parameters");
        TOLD.forEach(name -> parameters.addObject().put("name", name).put("value", context.required(name)));
        chronicle.command(context.processInstanceId(), "SendNotification", payload);
        return StepResult.nothing();
    }
}
