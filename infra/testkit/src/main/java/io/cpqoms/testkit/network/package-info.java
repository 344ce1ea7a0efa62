/** A network between two processes that can be made slow, silent or shut. */
@NullMarked
package io.cpqoms.testkit.network;

import org.jspecify.annotations.NullMarked;
