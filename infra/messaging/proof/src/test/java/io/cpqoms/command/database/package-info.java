/** What the kit asks of its database, on a real one. */
@NullMarked
package io.cpqoms.command.database;

import org.jspecify.annotations.NullMarked;
