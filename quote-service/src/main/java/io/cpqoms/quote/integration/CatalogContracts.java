package io.cpqoms.quote.integration;

import static io.cpqoms.quote.integration.Contracts.array;
import static io.cpqoms.quote.integration.Contracts.object;
import static io.cpqoms.quote.integration.Contracts.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.messaging.PartsSoFar;
import io.cpqoms.quote.catalog.CatalogFacts;
import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Tells of catalog versions by their contracts, into the outbox. */
@ApplicationScoped
class CatalogContracts implements CatalogFacts {

    /** What a part says beside its products: names of members, the version's id, the number. */
    private static final int BYTES_OF_AN_EMPTY_PART = 120;

    private final Outbox outbox;

    CatalogContracts(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public int bytes(Product product) {
        return product(product).toString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public int roomOfPart() {
        return outbox.payloadRoom(Topics.CATALOG_PUBLICATIONS) - BYTES_OF_AN_EMPTY_PART;
    }

    @Override
    public Told published(CatalogVersion draft, Stream<Product> products, Cause cause) {
        CatalogParts parts = new CatalogParts(
                roomOfPart(),
                (part, told) -> append(
                        "CatalogPartPublished",
                        draft,
                        draft.told() + part,
                        cause,
                        part(draft, part).set("products", told)));
        products.map(CatalogContracts::product).forEach(parts::add);
        PartsSoFar whole = parts.finish();
        int facts = whole.parts() + 1;
        append(
                "CatalogVersionPublished",
                draft,
                draft.told() + facts,
                cause,
                named(draft)
                        .put("productCount", whole.items())
                        .put("partCount", whole.parts())
                        .put("contentHash", whole.hash()));
        return new Told(facts, whole.hash());
    }

    @Override
    public void retired(CatalogVersion version, Cause cause) {
        append("CatalogVersionRetired", version, version.told(), cause, named(version));
    }

    private static ObjectNode part(CatalogVersion version, int part) {
        return object().put("catalogVersionId", version.id().toString()).put("part", part);
    }

    private static ObjectNode named(CatalogVersion version) {
        return object().put("catalogVersionId", version.id().toString()).put("name", version.name());
    }

    private void append(String eventType, CatalogVersion version, long number, Cause cause, ObjectNode payload) {
        outbox.append(NewEvent.of(eventType, 1)
                .onTopic(Topics.CATALOG_PUBLICATIONS)
                .aggregate("catalog", version.id(), number)
                .tenant(version.tenant().value())
                .occurredAt(cause.at())
                .correlation(cause.correlationId())
                .causation(cause.causationId())
                .actor(cause.actor())
                .payload(payload));
    }

    private static ObjectNode product(Product product) {
        ObjectNode node = object().put("productId", product.productId().value())
                .put("name", product.name())
                .put("productClass", product.productClass())
                .put("discontinued", product.discontinued());
        product.names()
                .ifPresent(names -> node.set(
                        "names",
                        array(
                                names.byLanguage().entrySet(),
                                name -> object().put("language", name.getKey()).put("name", name.getValue()))));
        node.put("chargesHash", ChargesHash.of(product.charges()));
        return node.set("fulfilment", array(product.fulfilment(), CatalogContracts::step));
    }

    private static ObjectNode step(FulfilmentStep step) {
        ObjectNode node = object().put("task", step.task())
                .put("partner", step.partner())
                .put("scope", step.scope().label());
        return node.set("dependsOn", texts(step.dependsOn()));
    }
}
