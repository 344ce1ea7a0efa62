/** {@code cpq replay}: old events again, planned, approved, run and reported. */
@NullMarked
package io.cpqoms.cli.replay;

import org.jspecify.annotations.NullMarked;
