/** Drills that kill real processes at named points. */
@NullMarked
package io.cpqoms.cli.drill;

import org.jspecify.annotations.NullMarked;
