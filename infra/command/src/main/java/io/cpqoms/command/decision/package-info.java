/** How an aggregate decides: a table of transitions whose rows carry their functions. Plain Java; the domain may use it. */
@NullMarked
package io.cpqoms.command.decision;

import org.jspecify.annotations.NullMarked;
