/**
 * What every REST command of the platform shares: who calls, which version is expected, which key makes it idempotent, and how a
 * "no" is written down (RFC 9457).
 *
 * <p>A resource reads {@link io.cpqoms.messaging.command.Caller} and {@link io.cpqoms.messaging.command.ExpectedVersion} and wraps its
 * work in {@link io.cpqoms.messaging.command.Commands#once}; a refusal is a {@link io.cpqoms.messaging.command.Problem}, thrown as
 * {@link io.cpqoms.messaging.command.ProblemException} at the edge and mapped in one place.
 */
@NullMarked
package io.cpqoms.messaging.command;

import org.jspecify.annotations.NullMarked;
