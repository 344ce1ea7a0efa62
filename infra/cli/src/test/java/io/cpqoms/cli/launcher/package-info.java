/** Proofs for launcher. */
@NullMarked
package io.cpqoms.cli.launcher;

import org.jspecify.annotations.NullMarked;
