package io.cpqoms.workflow.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How an external task went: the type says whether the process goes on, turns off, waits or stops. */
public sealed interface WorkResult {

    /** The process goes on. Variables are kept; passing values live until the transaction ends. */
    record Done(Map<String, Object> variables, Map<String, Object> passing) implements WorkResult {}

    /** A business "no" that the model has a path for. */
    record Refused(String errorCode, String detail, Map<String, Object> passing) implements WorkResult {}

    /** It went wrong and may go better: tried again after a growing pause, not sooner than the other side asked for; an incident when all tries are used up. */
    record TryAgain(String detail, Optional<Duration> atLeast) implements WorkResult {}

    /** Nobody is there to say yes or no: tried again for as long as it takes, which is told by its age. */
    record Away(String detail, Optional<Duration> atLeast) implements WorkResult {}

    /** No repetition can help: an incident at once. */
    record Stop(String detail) implements WorkResult {}

    static WorkResult done() {
        return new Done(Map.of(), Map.of());
    }

    static WorkResult done(Map<String, Object> variables) {
        return new Done(variables, Map.of());
    }
}
