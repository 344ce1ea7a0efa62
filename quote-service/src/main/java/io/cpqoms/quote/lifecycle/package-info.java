/** The quote aggregate: what may happen in which state, and the one place that writes it. */
@NullMarked
package io.cpqoms.quote.lifecycle;

import org.jspecify.annotations.NullMarked;
