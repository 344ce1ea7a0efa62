package io.cpqoms.workflow.engine;

import java.util.Map;

/** Values that expressions in the models may read by name, such as the durations of timers. */
public interface ModelValues {

    Map<String, Object> values();
}
