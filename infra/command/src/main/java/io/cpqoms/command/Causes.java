package io.cpqoms.command;

import io.cpqoms.values.Cause;
import io.cpqoms.values.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the cause of what a request changes: its caller, the message it names or else the command itself, and the instant.
 *
 * <p>A command is called by its Idempotency-Key where that is a UUID, so that a client finds its own command in the facts that came of it.
 */
@ApplicationScoped
public class Causes {

    private final Caller caller;
    private final Ids ids;
    private final Clock clock;

    Causes(Caller caller, Ids ids, Clock clock) {
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
    }

    /** The instant has microseconds, as the contracts and the database do. */
    public Cause now() {
        return new Cause(
                caller.actor(),
                caller.causationId().or(this::key).orElseGet(ids::next),
                caller.correlationId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private Optional<UUID> key() {
        String key = caller.idempotencyKey();
        try {
            UUID id = UUID.fromString(key);
            return id.toString().equals(key) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
