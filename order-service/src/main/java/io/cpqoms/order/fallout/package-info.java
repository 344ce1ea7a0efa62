/** What a failed task means for its order and how it may be repaired. Values and rules; the order holds the records. */
@NullMarked
package io.cpqoms.order.fallout;

import org.jspecify.annotations.NullMarked;
