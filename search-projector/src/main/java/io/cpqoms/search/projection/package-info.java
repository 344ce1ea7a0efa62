/** One document per quote or order, folded from its events inside the inbox transaction. */
@NullMarked
package io.cpqoms.search.projection;

import org.jspecify.annotations.NullMarked;
