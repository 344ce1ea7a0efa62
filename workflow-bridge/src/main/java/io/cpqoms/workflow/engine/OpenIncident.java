package io.cpqoms.workflow.engine;

import java.time.Instant;

/** A step of an instance that stopped and waits for an operator in Cockpit. */
public record OpenIncident(String processInstanceId, String activityId, String message, Instant since) {}
