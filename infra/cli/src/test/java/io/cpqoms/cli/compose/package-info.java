/** The composition: its files without Docker, and the composition itself where Docker is. */
@NullMarked
package io.cpqoms.cli.compose;

import org.jspecify.annotations.NullMarked;
