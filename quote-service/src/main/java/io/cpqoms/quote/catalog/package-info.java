/** Catalog versions: immutable snapshots that quotes pin, from draft by publication to retirement. */
@NullMarked
package io.cpqoms.quote.catalog;

import org.jspecify.annotations.NullMarked;
