/** What the command writes: text with colours on a terminal, tables, progress bars, JSON. */
@NullMarked
package io.cpqoms.cli.console;

import org.jspecify.annotations.NullMarked;
