/** Proofs for the package of the same name. */
@NullMarked
package io.cpqoms.local.process;

import org.jspecify.annotations.NullMarked;
