/**
 * Search projector: a view of quotes and orders that can be searched, with its age.
 *
 * <ul>
 *   <li>{@code integration} — quote, order and catalog events as they arrive
 *   <li>{@code projection} — folds events into one document row per quote or order; the only writer
 *   <li>{@code index} — OpenSearch: mappings, aliases, bulk writes with the aggregate's version
 *   <li>{@code query} — the search API, facets, worklists and how fresh an answer is
 * </ul>
 *
 * <p>Write path: {@code integration} → {@code projection} (row) → {@code index} (document), then the transaction commits.
 */
@NullMarked
package io.cpqoms.search;

import org.jspecify.annotations.NullMarked;
