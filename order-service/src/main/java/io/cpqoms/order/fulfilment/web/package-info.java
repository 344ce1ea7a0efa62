/** Performing tasks over REST. */
@NullMarked
package io.cpqoms.order.fulfilment.web;

import org.jspecify.annotations.NullMarked;
