/** Start, stop and look at the local platform. */
@NullMarked
package io.cpqoms.cli.stack;

import org.jspecify.annotations.NullMarked;
