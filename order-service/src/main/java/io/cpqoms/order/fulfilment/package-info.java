/**
 * Performs tasks. A step has two short transactions with the partner between them: start the task, ask the partner while no
 * database connection is held, record the outcome.
 */
@NullMarked
package io.cpqoms.order.fulfilment;

import org.jspecify.annotations.NullMarked;
