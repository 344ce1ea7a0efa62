package io.cpqoms.order.fallout;

import java.time.Instant;

/** Whether a fallout still waits for a decision. */
public sealed interface FalloutStanding {

    /** Nobody has decided yet. */
    record Open() implements FalloutStanding {}

    /** Somebody decided. */
    record Closed(Repair repair, String repairedBy, String reason, Instant closedAt) implements FalloutStanding {}
}
