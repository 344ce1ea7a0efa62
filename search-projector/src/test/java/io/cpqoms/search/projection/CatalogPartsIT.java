package io.cpqoms.search.projection;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.database.RowScopes;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.PartsSoFar;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.OpenSearchNode;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.values.Actor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A catalog version names products when all its parts and the fact that says so have come, and not a moment sooner. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "search"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(OpenSearchNode.class)
@WithTestResource(TokenIssuer.class)
class CatalogPartsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String tenant = "t-" + UUID.randomUUID();
    private final String version = UUID.randomUUID().toString();
    private final ArrayNode first = products("1", "2");
    private final ArrayNode second = products("3");
    private final PartsSoFar told = PartsSoFar.NOTHING.with(1, first).with(2, second);

    @Inject
    Projection projection;

    @Inject
    RowScopes scopes;

    /** The application sets its indexes up as soon as OpenSearch answers, which may be after its start. */
    @BeforeEach
    void indexesAreLive() {
        await().until(() -> PostgresServer.rows("search").number("select count(*) from projection_index")
                == DocumentKind.values().length);
    }

    @Test
    void isWholeWhenItsFactAgreesHoweverOftenItComes() {
        come(part(1, first), part(1, first), part(2, second));
        assertThat(whole()).isFalse();

        come(fact(told));
        come(part(1, first), part(2, second), fact(told));

        assertThat(whole()).isTrue();
        assertThat(PostgresServer.rows("search")
                        .number("select count(*) from catalog_product where tenant_id = ?", tenant))
                .isEqualTo(3);
    }

    @Test
    void aFactBeforeItsLastPartIsRefusedAndCountsAfterIt() {
        come(part(1, first));
        assertThatThrownBy(() -> come(fact(told)))
                .isInstanceOf(BadMessage.class)
                .hasMessage("The fact says 2 parts with 3 items; 1 with 2 have come");
        assertThat(whole()).isFalse();

        come(part(2, second), fact(told));

        assertThat(whole()).isTrue();
    }

    @Test
    void aPartThatIsMissingOrWasAlteredIsNoticed() {
        assertThatThrownBy(() -> come(part(2, second))).isInstanceOf(BadMessage.class);
        ((ObjectNode) second.get(0)).put("name", "Another");
        come(part(1, first), part(2, second));

        assertThatThrownBy(() -> come(fact(told)))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("hash to " + told.hash());
        assertThat(whole()).isFalse();
    }

    @Test
    void aWholeVersionIsHeldToAFactThatSaysAnother() {
        come(part(1, first), part(2, second), fact(told));

        PartsSoFar other = PartsSoFar.NOTHING.with(1, second).with(2, first);
        assertThatThrownBy(() -> come(fact(other)))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("hash to " + other.hash());
        assertThat(whole()).isTrue();
    }

    @Test
    void aVersionThatIsNotWholeIsBegunAgainByAnotherFirstPart() {
        come(part(1, second), part(2, first));
        assertThatThrownBy(() -> come(fact(told))).isInstanceOf(BadMessage.class);

        come(part(1, first), part(2, second), fact(told));

        assertThat(whole()).isTrue();
    }

    @Test
    void theSameFirstPartAgainBeginsNothing() {
        ReceivedEvent begun = part(1, first);
        come(begun, part(2, second), begun, fact(told));

        assertThat(whole()).isTrue();
    }

    @Test
    void aProductThatIsToldTwiceIsNamed() {
        assertThatThrownBy(() -> come(part(1, products("1", "7", "7"))))
                .isInstanceOf(BadMessage.class)
                .hasMessage("Item 7 was told twice");
        assertThatThrownBy(() -> come(part(1, first), part(2, products("3", "2"))))
                .isInstanceOf(BadMessage.class)
                .hasMessage("Item 2 was told twice");
    }

    private boolean whole() {
        return PostgresServer.rows("search")
                        .number(
                                "select count(*) from catalog_version where tenant_id = ? and whole_at is not null",
                                tenant)
                == 1;
    }

    private void come(ReceivedEvent... events) {
        scopes.acrossTenants(() -> QuarkusTransaction.requiringNew().call(() -> {
            projection.learnNames(List.of(events));
            return true;
        }));
    }

    private ReceivedEvent part(int part, ArrayNode products) {
        return event(
                "CatalogPartPublished",
                part,
                JSON.createObjectNode()
                        .put("catalogVersionId", version)
                        .put("part", part)
                        .set("products", products));
    }

    private ReceivedEvent fact(PartsSoFar whole) {
        return event(
                "CatalogVersionPublished",
                whole.parts() + 1,
                JSON.createObjectNode()
                        .put("catalogVersionId", version)
                        .put("name", "Autumn")
                        .put("productCount", whole.items())
                        .put("partCount", whole.parts())
                        .put("contentHash", whole.hash()));
    }

    private ReceivedEvent event(String type, long aggregateVersion, ObjectNode payload) {
        return new ReceivedEvent(
                UUID.randomUUID(),
                type,
                1,
                tenant,
                "catalog",
                version,
                aggregateVersion,
                Instant.now(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                Actor.user("cathy"),
                payload,
                payload,
                Optional.empty(),
                "cpq.catalog.publications.v1",
                0,
                0);
    }

    private static ArrayNode products(String... ids) {
        ArrayNode products = JSON.createArrayNode();
        for (String id : ids) {
            products.addObject().put("productId", id).put("name", "Product " + id);
        }
        return products;
    }
}
