@NullMarked
package io.cpqoms.order;

import org.jspecify.annotations.NullMarked;
