package io.cpqoms.quote.web;

import io.cpqoms.command.Caller;
import io.cpqoms.quote.value.Cause;
import io.cpqoms.values.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Makes the cause of what a request changes: its caller, the message it names or else a command of its own, and the instant. */
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
                caller.causationId().orElseGet(ids::next),
                caller.correlationId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
