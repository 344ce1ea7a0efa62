package io.cpqoms.search.index;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A document as it goes to the index; its version is the aggregate's, so that an older one never overwrites it. */
public record IndexedDocument(DocumentKind kind, String tenantId, String id, long version, ObjectNode source) {

    /** Tenants share an index; the tenant is part of the id. */
    String documentId() {
        return idsOf(tenantId) + id;
    }

    /** How the ids of a tenant's documents begin; no tenant has a colon in its name. */
    static String idsOf(String tenantId) {
        return tenantId + ":";
    }
}
