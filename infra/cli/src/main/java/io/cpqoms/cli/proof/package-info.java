/** Counts and proofs read from the services' own stores, not from their answers. */
@NullMarked
package io.cpqoms.cli.proof;

import org.jspecify.annotations.NullMarked;
