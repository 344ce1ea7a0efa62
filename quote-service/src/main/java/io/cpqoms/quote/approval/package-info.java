/** Who must decide on a quote before the customer gets it: a policy in a decision table, and what it says of one quote. */
@NullMarked
package io.cpqoms.quote.approval;

import org.jspecify.annotations.NullMarked;
