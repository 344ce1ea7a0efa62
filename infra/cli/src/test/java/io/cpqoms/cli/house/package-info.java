/** Proofs for house. */
@NullMarked
package io.cpqoms.cli.house;

import org.jspecify.annotations.NullMarked;
