/** Proofs for the package of the same name. */
@NullMarked
package io.cpqoms.local.partners;

import org.jspecify.annotations.NullMarked;
