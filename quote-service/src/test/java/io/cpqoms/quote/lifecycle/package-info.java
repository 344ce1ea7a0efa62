/** Proofs of the lifecycle rules, without servers. */
@NullMarked
package io.cpqoms.quote.lifecycle;

import org.jspecify.annotations.NullMarked;
