/** Deterministic prices: a pure function from lines and catalog to a waterfall, a total and a hash. */
@NullMarked
package io.cpqoms.quote.pricing;

import org.jspecify.annotations.NullMarked;
