package io.cpqoms.workflow.integration;

import io.cpqoms.workflow.process.ProcessVariables;
import java.util.List;
import java.util.stream.Stream;

/** The variables behind the headers that every call carries. */
final class CommonVariables {

    static final List<String> ALL =
            List.of(ProcessVariables.CORRELATION_ID, ProcessVariables.CAUSATION_ID, ProcessVariables.TRACEPARENT);

    private CommonVariables() {}

    static List<String> and(String... more) {
        return Stream.concat(ALL.stream(), Stream.of(more)).toList();
    }
}
