package io.cpqoms.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.values.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

/** Looks an answer of the index through for what is not the tenant's: every hit, and whose documents were counted. */
final class ForeignParts {

    static final String TENANT = "tenantId";

    /** Asked beside every question: whose documents are behind its total and its facets, on whatever page they are. */
    static final String COUNTED = "tenants-counted";

    private ForeignParts() {}

    /** Two are enough to see that there is another; a document without a tenant counts as one. */
    static Aggregation counted() {
        return Aggregation.of(
                counted -> counted.terms(terms -> terms.field(TENANT).size(2).missing(FieldValue.of(""))));
    }

    /** What is foreign, by its id; nothing of its content. */
    static List<String> of(SearchResponse<JsonNode> answer, TenantId tenant) {
        List<String> foreign = new ArrayList<>();
        answer.hits().hits().stream()
                .filter(hit -> !isOf(tenant, hit))
                .map(hit -> "document " + hit.id())
                .forEach(foreign::add);
        Aggregate counted = answer.aggregations().get(COUNTED);
        if (counted == null) {
            foreign.add("a total that nobody knows whose it is");
        } else {
            counted.sterms().buckets().array().stream()
                    .filter(bucket -> !bucket.key().equals(tenant.value()))
                    .map(bucket -> "a total with documents of " + bucket.key())
                    .forEach(foreign::add);
        }
        return foreign;
    }

    /** Its id and its content both say so: they are written from different places. */
    private static boolean isOf(TenantId tenant, Hit<JsonNode> hit) {
        JsonNode source = hit.source();
        String id = hit.id();
        return source != null
                && tenant.value().equals(source.path(TENANT).asText())
                && id != null
                && id.startsWith(IndexedDocument.idsOf(tenant.value()));
    }
}
