/** Order lines and catalog fulfilment rules become a plan: a graph of tasks. Knows nothing of the order's state. */
@NullMarked
package io.cpqoms.order.decomposition;

import org.jspecify.annotations.NullMarked;
