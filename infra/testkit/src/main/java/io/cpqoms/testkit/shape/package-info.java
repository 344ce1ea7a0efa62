/** Holds aggregates to the one shape: their tables, their stored forms and the diagrams drawn from them. */
@NullMarked
package io.cpqoms.testkit.shape;

import org.jspecify.annotations.NullMarked;
