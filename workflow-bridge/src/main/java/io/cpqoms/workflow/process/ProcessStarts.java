package io.cpqoms.workflow.process;

import io.cpqoms.workflow.engine.Processes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts a process once per business key. The link row is inserted first and is the guard: whoever inserts it starts, everybody else
 * finds it there, also after the instance ended; it commits with the instance and rolls back with it. When the link of an ended
 * instance is purged ({@code cpq.history.links}), the watermarks of the inbox, which are kept, go on refusing the event that started it.
 */
@ApplicationScoped
public class ProcessStarts {

    private final ProcessLinks links;
    private final Processes processes;

    ProcessStarts(ProcessLinks links, Processes processes) {
        this.links = links;
        this.processes = processes;
    }

    /** Returns false when the process has been started before. */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean startOnce(ProcessStart start) {
        if (!links.insert(start)) {
            return false;
        }
        Map<String, Object> variables = new HashMap<>(start.variables());
        variables.put(ProcessVariables.CORRELATION_ID, start.correlationId().toString());
        variables.put(ProcessVariables.CAUSATION_ID, start.causationId().toString());
        processes.start(start.process().text(), start.businessKey().text(), variables, start.passing());
        return true;
    }
}
