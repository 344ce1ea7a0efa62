/** Proofs that the kit's servers are real. */
@NullMarked
package io.cpqoms.testkit;

import org.jspecify.annotations.NullMarked;
