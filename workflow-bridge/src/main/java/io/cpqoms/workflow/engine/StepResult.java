package io.cpqoms.workflow.engine;

import java.util.Map;

/** What a step leaves behind: variables of the whole instance, and such as only the surrounding sub-process sees. */
public record StepResult(Map<String, Object> variables, Map<String, Object> localVariables) {

    public static StepResult nothing() {
        return new StepResult(Map.of(), Map.of());
    }

    public static StepResult variables(Map<String, Object> variables) {
        return new StepResult(variables, Map.of());
    }

    public static StepResult localVariables(Map<String, Object> localVariables) {
        return new StepResult(Map.of(), localVariables);
    }
}
