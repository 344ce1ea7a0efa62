package io.cpqoms.order.lifecycle;

import io.cpqoms.values.Actor;
import java.util.UUID;

/**
 * Who and what made an event happen.
 *
 * @param causationId the message or command behind it
 */
public record Cause(Actor actor, UUID causationId) {}
