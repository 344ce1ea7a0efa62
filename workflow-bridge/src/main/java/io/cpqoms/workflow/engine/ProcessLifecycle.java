package io.cpqoms.workflow.engine;

/** Hears, inside the engine's transaction, that an instance began or ended. */
public interface ProcessLifecycle {

    void started(StartedProcess process);

    void ended(EndedProcess process);

    /** An instance that has just begun; nothing of its model has run yet. */
    record StartedProcess(String processKey, String businessKey, String processInstanceId, int definitionVersion) {}

    /** An instance that is over; the outcome is the id of the end event, or of the event sub-process, that it ended with. */
    record EndedProcess(String processInstanceId, String outcome) {}
}
