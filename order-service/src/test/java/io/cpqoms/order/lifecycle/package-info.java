@NullMarked
package io.cpqoms.order.lifecycle;

import org.jspecify.annotations.NullMarked;
