package io.cpqoms.quote.catalog;

import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.TenantId;

/**
 * A snapshot of products that a quote pins. A draft takes and loses products; from its publication on only the state moves.
 *
 * @param version the number of changes; what a client names that has seen it
 * @param told the number of facts told about it: none as a draft
 */
public record CatalogVersion(
        CatalogVersionId id,
        TenantId tenant,
        long version,
        long told,
        CatalogState state,
        String name,
        int productCount) {

    static CatalogVersion draft(CatalogVersionId id, TenantId tenant, String name) {
        return new CatalogVersion(id, tenant, 0, 0, CatalogState.DRAFT, name, 0);
    }

    /** With its first products; nobody has seen it without. */
    CatalogVersion of(int products) {
        return new CatalogVersion(id, tenant, version, told, state, name, products);
    }

    CatalogVersion changed(int products) {
        return new CatalogVersion(id, tenant, version + 1, told, state, name, products);
    }

    CatalogVersion published(int facts) {
        return new CatalogVersion(id, tenant, version + 1, told + facts, CatalogState.PUBLISHED, name, productCount);
    }

    CatalogVersion retired() {
        return new CatalogVersion(id, tenant, version + 1, told + 1, CatalogState.RETIRED, name, productCount);
    }
}
