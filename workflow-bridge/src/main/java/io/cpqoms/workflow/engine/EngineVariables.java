package io.cpqoms.workflow.engine;

import java.util.Map;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/** Puts kept and passing values into one map; a passing (transient) value lives until the transaction ends. */
final class EngineVariables {

    private EngineVariables() {}

    static VariableMap of(Map<String, Object> kept, Map<String, Object> passing) {
        VariableMap variables = Variables.fromMap(kept);
        passing.forEach((name, value) -> variables.putValueTyped(name, Variables.untypedValue(value, true)));
        return variables;
    }
}
