/** Money, percentages and quantities: the numbers of the business, exact and validated. */
@NullMarked
package io.cpqoms.quote.value;

import org.jspecify.annotations.NullMarked;
