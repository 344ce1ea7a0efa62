@NullMarked
package io.cpqoms.order.integration;

import org.jspecify.annotations.NullMarked;
