package io.cpqoms.order.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.database.RowScopes;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.PartsSoFar;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.order.PartnerServer;
import io.cpqoms.order.decomposition.CatalogRules;
import io.cpqoms.order.decomposition.CatalogSnapshots;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.cpqoms.values.Actor;
import io.cpqoms.values.CatalogVersionId;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.TenantId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A catalog version counts when all its parts and the fact that says so have come, and not a moment sooner. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "orders"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@WithTestResource(PartnerServer.class)
@Tag("DOM-07")
class CatalogPartsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TenantId tenant = new TenantId("t-" + UUID.randomUUID());
    private final CatalogVersionId version = new CatalogVersionId(UUID.randomUUID());
    private final ArrayNode first = products("1", "2");
    private final ArrayNode second = products("3");
    private final PartsSoFar told = PartsSoFar.NOTHING.with(1, first).with(2, second);

    @Inject
    CatalogPublications publications;

    @Inject
    CatalogSnapshots snapshots;

    @Inject
    RowScopes scopes;

    @Test
    void isKnownWhenItsFactHasComeAndReadByProduct() {
        come(part(1, first), part(2, second));
        assertThat(read("1")).isEmpty();

        come(fact(told));

        CatalogRules rules = read("1", "3", "9").orElseThrow();
        assertThat(rules.products()).containsOnlyKeys(new ProductId("1"), new ProductId("3"));
        assertThat(rules.of(new ProductId("3")).orElseThrow()).hasSize(1);
    }

    @Test
    void takesWhatComesAgainForWhatItIs() {
        come(part(1, first), part(1, first), part(2, second), fact(told));
        come(part(1, first), part(2, second), fact(told));

        assertThat(read("1", "2", "3").orElseThrow().products()).hasSize(3);
    }

    @Test
    void aFactBeforeItsLastPartIsRefusedAndCountsAfterIt() {
        come(part(1, first));
        assertThatThrownBy(() -> come(fact(told)))
                .isInstanceOf(BadMessage.class)
                .hasMessage("The fact says 2 parts with 3 items; 1 with 2 have come");
        assertThat(read("1")).isEmpty();

        come(part(2, second), fact(told));

        assertThat(read("1")).isPresent();
    }

    @Test
    void aMissingPartIsNoticedByTheNext() {
        assertThatThrownBy(() -> come(part(2, second)))
                .isInstanceOf(BadMessage.class)
                .hasMessage("Part 2 came after 0 parts; part 1 is next");
        assertThat(read("3")).isEmpty();
    }

    @Test
    void aPartThatWasAlteredIsNoticedByTheFact() {
        ((ObjectNode) second.get(0)).put("name", "Another");
        come(part(1, first), part(2, second));

        assertThatThrownBy(() -> come(fact(told)))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("The fact says its 3 items hash to " + told.hash());
        assertThat(read("1")).isEmpty();
    }

    @Test
    void aWholeVersionIsHeldToAFactThatSaysAnother() {
        come(part(1, first), part(2, second), fact(told));

        PartsSoFar other = PartsSoFar.NOTHING.with(1, second).with(2, first);
        assertThatThrownBy(() -> come(fact(other)))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("hash to " + other.hash());
        assertThat(read("1")).isPresent();
    }

    @Test
    void aVersionThatIsNotWholeIsBegunAgainByAnotherFirstPart() {
        come(part(1, second), part(2, first));
        assertThatThrownBy(() -> come(fact(told))).isInstanceOf(BadMessage.class);

        come(part(1, first), part(2, second), fact(told));

        assertThat(read("1")).isPresent();
    }

    @Test
    void theSameFirstPartAgainBeginsNothing() {
        ReceivedEvent begun = part(1, first);
        come(begun, part(2, second), begun, fact(told));

        assertThat(read("1")).isPresent();
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

    private void come(ReceivedEvent... events) {
        scopes.acrossTenants(() -> QuarkusTransaction.requiringNew().call(() -> {
            publications.handle(List.of(events));
            return true;
        }));
    }

    private Optional<CatalogRules> read(String... products) {
        return scopes.ofTenant(
                tenant,
                () -> snapshots.get(
                        tenant,
                        version,
                        List.of(products).stream().map(ProductId::new).toList()));
    }

    private ReceivedEvent part(int part, ArrayNode products) {
        return event(
                "CatalogPartPublished",
                part,
                JSON.createObjectNode()
                        .put("catalogVersionId", version.toString())
                        .put("part", part)
                        .set("products", products));
    }

    private ReceivedEvent fact(PartsSoFar whole) {
        return event(
                "CatalogVersionPublished",
                whole.parts() + 1,
                JSON.createObjectNode()
                        .put("catalogVersionId", version.toString())
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
                tenant.value(),
                "catalog",
                version.toString(),
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
            products.addObject()
                    .put("productId", id)
                    .put("name", "Product " + id)
                    .putArray("fulfilment")
                    .addObject()
                    .put("task", "ship")
                    .put("partner", "warehouse")
                    .put("scope", "order")
                    .putArray("dependsOn");
        }
        return products;
    }
}
