/** Tests of the embedded stack with its real processes. */
@NullMarked
package io.cpqoms.local.stack;

import org.jspecify.annotations.NullMarked;
