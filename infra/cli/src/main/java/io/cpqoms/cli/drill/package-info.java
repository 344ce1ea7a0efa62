/** {@code cpq drill}: break things on purpose and judge what is left. */
@NullMarked
package io.cpqoms.cli.drill;

import org.jspecify.annotations.NullMarked;
