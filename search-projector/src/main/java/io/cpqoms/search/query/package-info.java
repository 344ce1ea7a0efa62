/** The search API: filters, facets, worklists and freshness. */
@NullMarked
package io.cpqoms.search.query;

import org.jspecify.annotations.NullMarked;
