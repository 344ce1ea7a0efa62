package io.cpqoms.quote.catalog.web;

import io.cpqoms.quote.catalog.CatalogSummary;
import io.cpqoms.quote.catalog.CatalogVersion;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A catalog version as clients see it; its products are a list of their own. */
record CatalogVersionView(
        UUID catalogVersionId,
        long version,

        @Schema(enumeration = {"draft", "published", "retired"})
        String state,

        String name,
        int productCount) {

    static CatalogVersionView of(CatalogVersion version) {
        return new CatalogVersionView(
                version.id().value(),
                version.version(),
                version.state().label(),
                version.name(),
                version.productCount());
    }

    static CatalogVersionView of(CatalogSummary version) {
        return new CatalogVersionView(
                version.catalogVersionId(),
                version.version(),
                version.state().label(),
                version.name(),
                version.productCount());
    }
}
