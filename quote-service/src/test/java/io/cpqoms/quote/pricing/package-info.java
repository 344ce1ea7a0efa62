/** Proofs of the pricing rules, without servers. */
@NullMarked
package io.cpqoms.quote.pricing;

import org.jspecify.annotations.NullMarked;
