package io.cpqoms.workflow.process;

import io.cpqoms.values.TenantId;
import io.cpqoms.workflow.engine.Processes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts a process once per business key. The link row is inserted first and is the guard: whoever inserts it starts, everybody else
 * finds it there, also after the instance ended; it commits with the instance and rolls back with it. When the link of an ended
 * instance is purged ({@code cpq.history.links}), the watermarks of the inbox, which are kept, go on refusing the event that started it.
 */
@ApplicationScoped
public class ProcessStarts {

    private static final String REFUSED = "cpq.process.starts.refused";

    private final ProcessLinks links;
    private final Processes processes;
    private final MeterRegistry metrics;

    ProcessStarts(ProcessLinks links, Processes processes, MeterRegistry metrics) {
        this.links = links;
        this.processes = processes;
        this.metrics = metrics;
    }

    /** So that the first refusal is an increase, and an alert sees it. */
    void count(@Observes StartupEvent event) {
        Arrays.stream(ProcessKey.values()).forEach(this::refused);
    }

    /**
     * Returns false when this very message has started the process before.
     *
     * @throws KeyTaken when another message has
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean startOnce(ProcessStart start) {
        if (!links.insert(start)) {
            requireRepetition(start);
            return false;
        }
        Map<String, Object> variables = new HashMap<>(start.variables());
        variables.put(ProcessVariables.CORRELATION_ID, start.correlationId().toString());
        variables.put(ProcessVariables.CAUSATION_ID, start.causationId().toString());
        processes.start(
                new TenantId(start.businessKey().tenantId()),
                start.process().text(),
                start.businessKey().text(),
                variables);
        return true;
    }

    private void requireRepetition(ProcessStart start) {
        ProcessLinks.Begun begun = links.find(start.process(), start.businessKey())
                .orElseThrow(() -> new IllegalStateException(
                        "The link of " + start.businessKey().text() + " went away while it was looked at"));
        if (!begun.causationId().equals(start.causationId())) {
            refused(start.process()).increment();
            throw new KeyTaken(
                    start,
                    begun.causationId(),
                    begun.outcome().map(outcome -> "ended as " + outcome).orElse("is running"));
        }
    }

    private Counter refused(ProcessKey process) {
        return metrics.counter(REFUSED, "process", process.text());
    }
}
