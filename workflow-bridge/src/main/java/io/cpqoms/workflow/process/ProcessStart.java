package io.cpqoms.workflow.process;

import java.util.Map;
import java.util.UUID;

/**
 * Everything a process needs to begin.
 *
 * @param causationId the event that starts it
 * @param variables kept with the instance: ids and small decisions
 */
public record ProcessStart(
        ProcessKey process,
        BusinessKey businessKey,
        UUID correlationId,
        UUID causationId,
        Map<String, Object> variables) {}
