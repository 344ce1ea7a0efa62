@NullMarked
package io.cpqoms.order.fulfilment;

import org.jspecify.annotations.NullMarked;
