package io.cpqoms.workflow.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** One after the other: who tells a process something, and the process that opens a place to wait for it. */
@ApplicationScoped
public class ProcessTurns {

    private final ProcessLinks links;

    ProcessTurns(ProcessLinks links) {
        this.links = links;
    }

    /** Waits until no other transaction tells this process anything or moves it to where it would wait; lasts as long as the caller's. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void take(BusinessKey process) {
        links.hold(process.text());
    }
}
