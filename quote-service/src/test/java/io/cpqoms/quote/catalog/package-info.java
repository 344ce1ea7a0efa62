/** Proofs of the catalog rules, without servers. */
@NullMarked
package io.cpqoms.quote.catalog;

import org.jspecify.annotations.NullMarked;
