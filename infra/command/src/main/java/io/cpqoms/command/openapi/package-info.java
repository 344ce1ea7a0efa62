/** Completes a service's API document with what holds for every operation of the platform. */
@NullMarked
package io.cpqoms.command.openapi;

import org.jspecify.annotations.NullMarked;
