package io.cpqoms.order.lifecycle.web;

import io.cpqoms.command.Caller;
import io.cpqoms.order.Derived;
import io.cpqoms.order.lifecycle.Cause;
import java.util.UUID;

/** Who and what is behind a REST command, for the events it causes. */
public final class CommandCauses {

    private CommandCauses() {}

    /** The message that the caller names, or else the command itself, whose id follows from its key. */
    public static Cause of(Caller caller) {
        return new Cause(caller.actor(), caller.causationId().orElseGet(() -> commandId(caller)));
    }

    private static UUID commandId(Caller caller) {
        String key = caller.idempotencyKey();
        try {
            UUID id = UUID.fromString(key);
            return id.toString().equals(key) ? id : Derived.id(caller.tenant(), key);
        } catch (IllegalArgumentException notAUuid) {
            return Derived.id(caller.tenant(), key);
        }
    }
}
