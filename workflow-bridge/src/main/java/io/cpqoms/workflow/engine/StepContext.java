package io.cpqoms.workflow.engine;

import java.util.Map;
import java.util.Optional;

/** What a step sees of the instance it runs in; the variables are those visible where the step stands. */
public record StepContext(String processInstanceId, String businessKey, Map<String, Object> variables) {

    /** The text of a variable; empty when there is none. */
    public Optional<String> text(String variable) {
        return Optional.ofNullable(variables.get(variable)).map(Object::toString);
    }

    public String required(String variable) {
        return text(variable)
                .orElseThrow(() -> new IllegalStateException(
                        "Process instance " + processInstanceId + " has no variable " + variable));
    }
}
