package io.cpqoms.workflow.process;

import java.util.UUID;

/** A process instance with the version just taken for it, whose row is locked until the transaction ends. */
record LinkedProcess(
        String instanceId,
        String processKey,
        BusinessKey businessKey,
        long version,
        UUID correlationId,
        UUID causationId) {}
