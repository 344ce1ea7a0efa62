package io.cpqoms.search.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.search.index.DocumentKind;
import java.time.Instant;
import java.util.UUID;

/**
 * A quote or an order as its events have described it so far.
 *
 * @param version the newest aggregate version in it
 * @param occurredAt when that happened
 * @param content the document without what other sources add to it (product names)
 */
record ProjectedDocument(Key key, long version, UUID correlationId, Instant occurredAt, ObjectNode content) {

    /** Whose document it is. */
    record Key(String tenantId, DocumentKind kind, String id) {}
}
