/**
 * The smallest service that shows all of the messaging library: {@code AccountResource} takes a command, {@code
 * AccountCommands} changes state and appends the event, {@code AccountEffects} reads it and has an effect. It exists to be
 * killed.
 */
@NullMarked
package io.cpqoms.drill;

import org.jspecify.annotations.NullMarked;
