/**
 * What every REST command of the platform shares: who calls, which version is expected, which key makes it idempotent, and how a
 * "no" is written down (RFC 9457).
 *
 * <p>A resource reads {@link io.cpqoms.command.Caller} and {@link io.cpqoms.command.ExpectedVersion} and wraps its
 * work in {@link io.cpqoms.command.Commands#once}; a refusal is a {@link io.cpqoms.command.Problem}, thrown as
 * {@link io.cpqoms.command.ProblemException} at the edge and mapped in one place.
 */
@NullMarked
package io.cpqoms.command;

import org.jspecify.annotations.NullMarked;
