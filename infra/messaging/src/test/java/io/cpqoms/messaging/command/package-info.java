/** Proofs of the REST command support. */
@NullMarked
package io.cpqoms.messaging.command;

import org.jspecify.annotations.NullMarked;
