package io.cpqoms.command.decision;

import java.util.Optional;

/**
 * Whether a command may be sent to an aggregate as it stands now.
 *
 * @param command the command's name
 * @param objection why not; empty when it may be sent, which its own content may still spoil
 * @param <P> the aggregate's refusals
 */
public record Permission<P>(String command, Optional<P> objection) {}
