package io.cpqoms.search.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.command.Page;
import io.cpqoms.command.PageRequest;
import io.cpqoms.command.Problem;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.index.TenantIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.opensearch.client.opensearch._types.FieldSort;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.Operator;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

/**
 * Puts a request to OpenSearch and reads the answer.
 *
 * <p>The tenant is {@link TenantIndex}'s, and in no question of this class. The state is a filter behind the aggregations, so that the state facet still shows
 * the other states. Pages continue after the sort values of the last item, which stays right while documents change.
 */
@ApplicationScoped
class DocumentSearch {

    private static final float ID_BOOST = 10;
    private static final float REFERENCE_BOOST = 5;
    private static final float CUSTOMER_BOOST = 3;

    private final TenantIndex index;

    DocumentSearch(TenantIndex index) {
        this.index = index;
    }

    /** What was found, without its freshness. */
    record Found(long total, Page<JsonNode> page, SearchAnswer.Facets facets) {}

    Found find(SearchRequest request, PageRequest<List<FieldValue>> part) {
        try {
            return found(index.search(request.kind(), query(request, part)), part);
        } catch (IOException e) {
            throw unavailable();
        } catch (OpenSearchException e) {
            throw unavailable();
        }
    }

    private static RuntimeException unavailable() {
        return Problem.of(503, "search-unavailable", "Search unavailable", "The index does not answer; try again soon.")
                .with(Problem.RETRY_AFTER, 5)
                .asException();
    }

    private static org.opensearch.client.opensearch.core.SearchRequest query(
            SearchRequest request, PageRequest<List<FieldValue>> part) {
        List<Query> filters = new ArrayList<>();
        request.filters().forEach((field, value) -> {
            if (!field.equals("state")) {
                filters.add(term(field, value));
            }
        });
        BoolQuery.Builder all = new BoolQuery.Builder().filter(filters);
        request.words().ifPresent(words -> all.must(anyOf(request.kind(), words)));
        var search = new org.opensearch.client.opensearch.core.SearchRequest.Builder()
                .query(all.build().toQuery())
                .size(part.reach())
                .trackTotalHits(hits -> hits.enabled(true))
                .sort(order(request))
                .aggregations(
                        "states",
                        states -> states.terms(terms -> terms.field("state").size(20)))
                .aggregations("attention", attention -> attention.filter(term("needsAttention", true)));
        Optional.ofNullable(request.filters().get("state")).ifPresent(state -> search.postFilter(term("state", state)));
        part.after().ifPresent(search::searchAfter);
        return search.build();
    }

    /** Best match first when there are words; otherwise newest first. */
    private static List<SortOptions> order(SearchRequest request) {
        List<SortOptions> order = new ArrayList<>();
        if (request.words().isPresent()) {
            order.add(SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc))));
        }
        order.add(sort("updatedAt", SortOrder.Desc));
        order.add(sort(request.kind() == DocumentKind.QUOTE ? "quoteId" : "orderId", SortOrder.Asc));
        return order;
    }

    private static SortOptions sort(String field, SortOrder order) {
        return SortOptions.of(
                sort -> sort.field(FieldSort.of(by -> by.field(field).order(order))));
    }

    private static Query anyOf(DocumentKind kind, String words) {
        BoolQuery.Builder any = new BoolQuery.Builder().minimumShouldMatch("1");
        any.should(boosted("quoteId", words, ID_BOOST));
        any.should(boosted("orderId", words, ID_BOOST));
        any.should(boosted("externalReference", words, REFERENCE_BOOST));
        any.should(boosted("customerId", words, CUSTOMER_BOOST));
        any.should(boosted("productIds", words, 1));
        any.should(should -> should.match(
                match -> match.field("productNames").query(FieldValue.of(words)).operator(Operator.And)));
        any.should(should ->
                should.matchPhrasePrefix(prefix -> prefix.field("productNames").query(words)));
        return any.build().toQuery();
    }

    private static Query boosted(String field, String value, float boost) {
        return Query.of(query ->
                query.term(term -> term.field(field).value(FieldValue.of(value)).boost(boost)));
    }

    private static Query term(String field, Object value) {
        return Query.of(query -> query.term(term -> term.field(field).value(fieldValue(value))));
    }

    private static FieldValue fieldValue(Object value) {
        return switch (value) {
            case Boolean truth -> FieldValue.of(truth);
            case Integer number -> FieldValue.of(number.longValue());
            case Long number -> FieldValue.of(number);
            case Number number -> FieldValue.of(number.doubleValue());
            default -> FieldValue.of(value.toString());
        };
    }

    private static Found found(SearchResponse<JsonNode> answer, PageRequest<List<FieldValue>> part) {
        return new Found(
                Objects.requireNonNull(answer.hits().total(), "total").value(),
                part.page(answer.hits().hits(), Hit::sort).map(hit -> Objects.requireNonNull(hit.source(), "source")),
                facets(answer));
    }

    private static SearchAnswer.Facets facets(SearchResponse<JsonNode> answer) {
        List<SearchAnswer.StateCount> states = aggregate(answer, "states").sterms().buckets().array().stream()
                .map(bucket -> new SearchAnswer.StateCount(bucket.key(), bucket.docCount()))
                .toList();
        return new SearchAnswer.Facets(
                states, aggregate(answer, "attention").filter().docCount());
    }

    private static Aggregate aggregate(SearchResponse<JsonNode> answer, String name) {
        return Objects.requireNonNull(answer.aggregations().get(name), name);
    }
}
