/** How aggregates lie in the database as documents that name their form. */
@NullMarked
package io.cpqoms.command.stored;

import org.jspecify.annotations.NullMarked;
