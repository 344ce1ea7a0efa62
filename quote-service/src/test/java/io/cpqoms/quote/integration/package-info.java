/** Proofs of what is told, without servers. */
@NullMarked
package io.cpqoms.quote.integration;

import org.jspecify.annotations.NullMarked;
