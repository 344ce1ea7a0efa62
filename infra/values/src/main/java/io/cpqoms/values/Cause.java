package io.cpqoms.values;

import java.time.Instant;
import java.util.UUID;

/**
 * Why something happens now: who asked, which message or command it follows from, in which conversation, at what instant.
 *
 * @param correlationId the conversation of the request; an aggregate that already has one keeps its own
 */
public record Cause(Actor actor, UUID causationId, UUID correlationId, Instant at) {

    /** The same, but no earlier than this: who waited for a lock comes after the one that held it. */
    public Cause notBefore(Instant instant) {
        return at.isBefore(instant) ? new Cause(actor, causationId, correlationId, instant) : this;
    }
}
