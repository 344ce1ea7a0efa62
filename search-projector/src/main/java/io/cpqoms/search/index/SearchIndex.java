package io.cpqoms.search.index;

import io.cpqoms.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Collection;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.VersionType;
import org.opensearch.client.opensearch.core.BulkRequest;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;

/**
 * Writes documents to OpenSearch, all of a batch in one bulk request.
 *
 * <p>Every write carries the aggregate's version with {@code external_gte}: repeating a write is harmless, an older one is
 * refused by the index, and what a rolled-back transaction left there is what its repetition will write again. The alias
 * must exist, so that no index comes into being with guessed mappings.
 */
@ApplicationScoped
public class SearchIndex {

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final OpenSearchClient openSearch;

    SearchIndex(OpenSearchClient openSearch) {
        this.openSearch = openSearch;
    }

    /**
     * Puts the documents into the indexes of a generation.
     *
     * @throws TransientFailure when OpenSearch is away, overloaded or not set up yet
     * @throws DocumentRefused when a document itself is the reason; the others are written
     */
    public void put(Generation generation, Collection<IndexedDocument> documents) {
        if (documents.isEmpty()) {
            return;
        }
        try {
            BulkResponse answer = openSearch.bulk(request(generation, documents));
            if (answer.errors()) {
                answer.items().forEach(SearchIndex::refuseFailed);
            }
        } catch (IOException e) {
            throw new TransientFailure("OpenSearch did not take " + documents.size() + " documents", e);
        } catch (OpenSearchException e) {
            throw failure("The bulk write was refused: " + e.getMessage(), e.status());
        }
    }

    private static BulkRequest request(Generation generation, Collection<IndexedDocument> documents) {
        return BulkRequest.of(bulk -> bulk.requireAlias(true)
                .operations(documents.stream()
                        .map(document -> operation(generation, document))
                        .toList()));
    }

    private static BulkOperation operation(Generation generation, IndexedDocument document) {
        return BulkOperation.of(operation -> operation.index(index -> index.index(generation.target(document.kind()))
                .id(document.documentId())
                .version(document.version())
                .versionType(VersionType.ExternalGte)
                .document(document.source())));
    }

    private static void refuseFailed(BulkResponseItem item) {
        // A conflict says that the index already holds something newer, which is all we want.
        if (item.error() != null && item.status() != CONFLICT) {
            throw failure(
                    "Document " + item.id() + " of " + item.index() + " was refused: "
                            + item.error().type() + ": " + item.error().reason(),
                    item.status());
        }
    }

    private static RuntimeException failure(String detail, int status) {
        boolean passing = status == TOO_MANY || status == NOT_FOUND || status >= SERVER_ERROR;
        return passing ? new TransientFailure(detail) : new DocumentRefused(detail);
    }
}
