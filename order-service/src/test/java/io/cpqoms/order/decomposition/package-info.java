@NullMarked
package io.cpqoms.order.decomposition;

import org.jspecify.annotations.NullMarked;
