/** The OpenSearch side: connection, index definitions and bulk writes. */
@NullMarked
package io.cpqoms.search.index;

import org.jspecify.annotations.NullMarked;
