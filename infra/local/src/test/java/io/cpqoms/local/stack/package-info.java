/** Proofs for the package of the same name. */
@NullMarked
package io.cpqoms.local.stack;

import org.jspecify.annotations.NullMarked;
