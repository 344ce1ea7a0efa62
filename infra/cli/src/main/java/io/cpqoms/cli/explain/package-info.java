/** {@code cpq explain}: where a quote or an order stands, why, and what one may do. */
@NullMarked
package io.cpqoms.cli.explain;

import org.jspecify.annotations.NullMarked;
