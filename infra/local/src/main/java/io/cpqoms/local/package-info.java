/**
 * The embedded stack: real servers and the platform's services as child processes, without Docker.
 *
 * <p>{@code process} starts, records and stops children; {@code server} knows how each server is launched; {@code stack} puts
 * servers, services and Cockpit together; {@code partners} is the fulfilment partners' simulator, a child of its own.
 */
@NullMarked
package io.cpqoms.local;

import org.jspecify.annotations.NullMarked;
