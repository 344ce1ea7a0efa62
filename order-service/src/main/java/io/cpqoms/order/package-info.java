/**
 * Orders from accepted quotes to fulfilment.
 *
 * <p>The features, lowest first; each may use those before it and none after it. This package itself holds the words
 * that all share: ids, money, names.
 *
 * <ul>
 *   <li>{@code decomposition}: order lines and catalog rules become a graph of tasks; a pure function
 *   <li>{@code fallout}: what a failed task means and how it may be repaired
 *   <li>{@code lifecycle}: the order aggregate; {@code OrderCommandHandler} is the only writer, {@code web} its face
 *   <li>{@code fulfilment}: performs a task: start it, ask the partner outside of any transaction, record the outcome
 *   <li>{@code integration}: what crosses Kafka: accepted quotes and catalogs in, order events out
 * </ul>
 */
@NullMarked
package io.cpqoms.order;

import org.jspecify.annotations.NullMarked;
