/**
 * The order aggregate. {@code Order.decide} is pure; {@code OrderCommandHandler} is the only writer: lock, decide, save
 * and publish in one transaction.
 */
@NullMarked
package io.cpqoms.order.lifecycle;

import org.jspecify.annotations.NullMarked;
