package io.cpqoms.search.index;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.database.RowScopes;
import io.cpqoms.search.QuotesScene;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.values.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

/** The wall between tenants in front of an index that has none. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
@Tag("SEC-01")
class TenantIndexIT {

    /** What a query asks for that forgot whose it is. */
    private static final SearchRequest EVERYTHING = SearchRequest.of(all -> all.size(100)
            .trackTotalHits(hits -> hits.enabled(true))
            .aggregations("states", states -> states.terms(terms -> terms.field("state"))));

    private final TenantId own = tenant();
    private final TenantId other = tenant();
    private final QuotesScene scene = new QuotesScene();

    @Inject
    TenantIndex index;

    @Inject
    SearchIndex writes;

    @Inject
    LiveIndexes live;

    @Inject
    RowScopes scopes;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void bothHaveDocuments() {
        await().until(() -> scene.liveIndex().equals(scene.namedIndex()));
        put(document(own, own, "draft"), document(own, own, "priced"), document(other, other, "draft"));
    }

    @Test
    void aQueryThatForgotItsTenantFindsAndCountsItsOwn() throws IOException {
        SearchResponse<JsonNode> found = search(EVERYTHING);

        assertThat(found.hits().hits())
                .hasSize(2)
                .allSatisfy(hit -> assertThat(tenantOf(hit)).isEqualTo(own.value()));
        assertThat(found.hits().total().value()).isEqualTo(2);
        assertThat(found.aggregations().get("states").sterms().buckets().array())
                .as("one draft and one priced, whatever others have")
                .extracting(bucket -> bucket.key() + " " + bucket.docCount())
                .containsExactlyInAnyOrder("draft 1", "priced 1");
    }

    @Test
    void whoNamesAnIndexIsRefused() {
        SearchRequest everywhere = EVERYTHING.toBuilder().index("cpq-*").build();

        assertThatThrownBy(() -> search(everywhere)).hasMessageContaining("follows from the kind");
    }

    @Test
    void whoNamesAnotherTenantFindsNothingThere() throws IOException {
        SearchRequest others = EVERYTHING.toBuilder()
                .query(query ->
                        query.term(term -> term.field("tenantId").value(value -> value.stringValue(other.value()))))
                .build();

        assertThat(search(others).hits().hits()).isEmpty();
    }

    /** The filter lets it through, because its content names the tenant; its id is another's. */
    @Test
    void anAnswerWithSomethingForeignGoesToNobody() {
        double before = heldBack();
        put(document(other, own, "draft"));

        assertThatThrownBy(() -> search(EVERYTHING)).hasMessageContaining("something of another tenant");
        assertThat(heldBack()).isEqualTo(before + 1);
    }

    @Test
    void whatCountsBeyondTheQueryIsRefused() {
        SearchRequest beyond = EVERYTHING.toBuilder()
                .aggregations("everybody", Aggregation.of(all -> all.global(global -> global)))
                .build();

        assertThatThrownBy(() -> search(beyond)).hasMessageContaining("beyond the query");
    }

    @Test
    void workForNobodyOrForAllIsRefused() {
        assertThatThrownBy(() -> index.search(DocumentKind.QUOTE, EVERYTHING))
                .hasMessageContaining("about no one tenant");
        assertThatThrownBy(() -> scopes.acrossTenants(() -> index.search(DocumentKind.QUOTE, EVERYTHING)))
                .hasMessageContaining("about no one tenant");
    }

    private SearchResponse<JsonNode> search(SearchRequest asked) throws IOException {
        return scopes.ofTenant(own, () -> index.search(DocumentKind.QUOTE, asked));
    }

    private void put(IndexedDocument... documents) {
        Generation generation = QuarkusTransaction.requiringNew().call(() -> live.shared(Set.of(DocumentKind.QUOTE)));
        writes.put(generation, List.of(documents));
        QuotesScene.openSearch().post("/cpq-quotes/_refresh").then().statusCode(200);
    }

    private static IndexedDocument document(TenantId byId, TenantId byContent, String state) {
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("tenantId", byContent.value())
                .put("state", state);
        return new IndexedDocument(
                DocumentKind.QUOTE, byId.value(), UUID.randomUUID().toString(), 1, content);
    }

    private static String tenantOf(Hit<JsonNode> hit) {
        return hit.source().path("tenantId").asText();
    }

    private double heldBack() {
        return metrics.counter(TenantIndex.HELD_BACK).count();
    }

    private static TenantId tenant() {
        return new TenantId("t" + UUID.randomUUID().toString().substring(0, 12));
    }
}
