package io.cpqoms.search.index;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.command.database.RowScopes;
import io.cpqoms.values.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to what the indexes hold: all tenants share them, and OpenSearch keeps nobody apart. Whatever is asked, the tenant that the
 * work at hand is about is put around it, and an answer in which anything else was counted or found goes to nobody.
 */
@ApplicationScoped
public class TenantIndex {

    /** Answers that were held back; any is a fault of this service. */
    static final String HELD_BACK = "cpq.search.foreign.answers";

    private static final Logger LOG = LoggerFactory.getLogger(TenantIndex.class);

    /** They count within the query. Others look beyond it, such as {@code global}; who needs one says here why it does not. */
    private static final Set<Aggregation.Kind> WITHIN = Set.of(Aggregation.Kind.Terms, Aggregation.Kind.Filter);

    private final OpenSearchClient openSearch;
    private final RowScopes scopes;
    private final Counter heldBack;

    TenantIndex(OpenSearchClient openSearch, RowScopes scopes, MeterRegistry metrics) {
        this.openSearch = openSearch;
        this.scopes = scopes;
        this.heldBack = Counter.builder(HELD_BACK)
                .description("Answers of the index that had something of another tenant and were held back")
                .register(metrics);
    }

    /** So that the first answer that is held back is an increase, and the alert sees it. */
    void count(@Observes StartupEvent event) {
        heldBack.increment(0);
    }

    /**
     * Searches the tenant's documents of a kind.
     *
     * @throws IllegalStateException when the answer has something of another tenant, or the work is about no tenant
     */
    public SearchResponse<JsonNode> search(DocumentKind kind, SearchRequest asked) throws IOException {
        TenantId tenant = scopes.tenant();
        SearchResponse<JsonNode> answer = openSearch.search(within(tenant, kind, asked), JsonNode.class);
        List<String> foreign = ForeignParts.of(answer, tenant);
        if (!foreign.isEmpty()) {
            heldBack.increment();
            LOG.atError()
                    .addKeyValue("tenant", tenant)
                    .addKeyValue("index", kind.alias())
                    .addKeyValue("foreign", foreign)
                    .log("an answer of the index had something of another tenant and was held back");
            throw new IllegalStateException("The index answered with something of another tenant");
        }
        return answer;
    }

    private static SearchRequest within(TenantId tenant, DocumentKind kind, SearchRequest asked) {
        asked.aggregations().values().forEach(TenantIndex::requireWithin);
        if (!asked.index().isEmpty()) {
            throw new IllegalArgumentException("Which index is asked follows from the kind");
        }
        if (asked.suggest() != null || asked.pit() != null) {
            throw new IllegalArgumentException("Suggestions and points in time do not keep to the query");
        }
        BoolQuery.Builder own = new BoolQuery.Builder()
                .filter(filter ->
                        filter.term(term -> term.field(ForeignParts.TENANT).value(FieldValue.of(tenant.value()))));
        if (asked.query() != null) {
            own.must(Objects.requireNonNull(asked.query()));
        }
        return asked.toBuilder()
                .index(kind.alias())
                .query(own.build().toQuery())
                .aggregations(ForeignParts.COUNTED, ForeignParts.counted())
                .build();
    }

    private static void requireWithin(Aggregation aggregation) {
        if (!WITHIN.contains(aggregation._kind())) {
            throw new IllegalArgumentException("An aggregation " + aggregation._kind() + " may count beyond the query");
        }
        aggregation.aggregations().values().forEach(TenantIndex::requireWithin);
    }
}
