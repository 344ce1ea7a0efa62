package io.cpqoms.quote.catalog;

import java.util.UUID;

/** What a list shows of a catalog version: the columns of its row, so that no products are read. */
public record CatalogSummary(UUID catalogVersionId, long version, CatalogState state, String name, int productCount) {}
