package io.cpqoms.workflow.process;

import java.time.Instant;
import java.util.UUID;

/** A decision about a fallout as order-service tells it: it is taken, whoever took it and wherever. */
public record FalloutRepair(
        BusinessKey order, UUID falloutId, String repair, String repairedBy, String reason, Instant repairedAt) {}
