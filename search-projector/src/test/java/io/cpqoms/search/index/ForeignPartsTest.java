package io.cpqoms.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cpqoms.values.TenantId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

/** What an answer would look like that got past the filter. */
@Tag("SEC-01")
class ForeignPartsTest {

    private static final TenantId ACME = new TenantId("acme");

    @Test
    void findsNothingInAnAnswerOfTheTenant() {
        assertThat(ForeignParts.of(answer(List.of(hit("acme:1", "acme")), List.of("acme")), ACME))
                .isEmpty();
        assertThat(ForeignParts.of(answer(List.of(), List.of()), ACME)).isEmpty();
    }

    @Test
    void findsAHitOfAnother() {
        assertThat(ForeignParts.of(
                        answer(List.of(hit("acme:1", "acme"), hit("globex:2", "globex")), List.of("acme")), ACME))
                .containsExactly("document globex:2");
        assertThat(ForeignParts.of(answer(List.of(hit("acme:1", "globex")), List.of("acme")), ACME))
                .containsExactly("document acme:1");
        assertThat(ForeignParts.of(answer(List.of(hit("acme-two:1", "acme")), List.of("acme")), ACME))
                .containsExactly("document acme-two:1");
    }

    @Test
    void findsATotalThatCountedOthersOnOtherPages() {
        assertThat(ForeignParts.of(answer(List.of(), List.of("acme", "globex")), ACME))
                .containsExactly("a total with documents of globex");
    }

    @Test
    void findsATotalThatNobodyCounted() {
        SearchResponse<JsonNode> uncounted = response(List.of()).build();

        assertThat(ForeignParts.of(uncounted, ACME)).hasSize(1);
    }

    private static Hit<JsonNode> hit(String id, String tenant) {
        return new Hit.Builder<JsonNode>()
                .index("cpq-quotes-v1")
                .id(id)
                .source(JsonNodeFactory.instance.objectNode().put("tenantId", tenant))
                .build();
    }

    private static SearchResponse<JsonNode> answer(List<Hit<JsonNode>> hits, List<String> counted) {
        List<StringTermsBucket> buckets = counted.stream()
                .map(tenant -> StringTermsBucket.of(bucket -> bucket.key(tenant).docCount(1)))
                .toList();
        return response(hits)
                .aggregations(
                        ForeignParts.COUNTED,
                        Aggregate.of(all ->
                                all.sterms(terms -> terms.sumOtherDocCount(0L).buckets(of -> of.array(buckets)))))
                .build();
    }

    private static SearchResponse.Builder<JsonNode> response(List<Hit<JsonNode>> hits) {
        return new SearchResponse.Builder<JsonNode>()
                .took(1)
                .timedOut(false)
                .shards(shards -> shards.total(1).successful(1).failed(0))
                .hits(found -> found.hits(hits));
    }
}
