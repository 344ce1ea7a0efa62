/** Reads what the settings of all modules are from their sources, and holds the reference to it. */
@NullMarked
package io.cpqoms.cli.settings;

import org.jspecify.annotations.NullMarked;
