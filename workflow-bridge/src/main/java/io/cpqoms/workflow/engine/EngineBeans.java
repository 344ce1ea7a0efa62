package io.cpqoms.workflow.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The names that expressions in the models can use: the steps and the model values. */
final class EngineBeans {

    private EngineBeans() {}

    static Map<Object, Object> of(Iterable<ProcessStep> steps, Collection<ModelValues> values) {
        var beans = new HashMap<Object, Object>();
        values.forEach(v -> beans.putAll(v.values()));
        steps.forEach(step -> beans.put(step.name(), (JavaDelegate) execution -> run(step, execution)));
        return beans;
    }

    private static void run(ProcessStep step, DelegateExecution execution) {
        var context = new StepContext(
                execution.getProcessInstanceId(), execution.getProcessBusinessKey(), execution.getVariables());
        StepResult result = step.run(context);
        execution.setVariables(result.variables());
        execution.setVariablesLocal(result.localVariables());
    }
}
