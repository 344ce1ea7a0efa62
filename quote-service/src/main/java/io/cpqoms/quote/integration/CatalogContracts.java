package io.cpqoms.quote.integration;

import static io.cpqoms.quote.integration.Contracts.array;
import static io.cpqoms.quote.integration.Contracts.money;
import static io.cpqoms.quote.integration.Contracts.object;
import static io.cpqoms.quote.integration.Contracts.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.quote.catalog.CatalogFacts;
import io.cpqoms.quote.catalog.CatalogVersion;
import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.values.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Tells of catalog versions by their contracts, into the outbox. */
@ApplicationScoped
class CatalogContracts implements CatalogFacts {

    private final Outbox outbox;

    CatalogContracts(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Telling telling(CatalogVersion version) {
        int bytes = publication(version).toString().getBytes(StandardCharsets.UTF_8).length;
        return new Telling(bytes, outbox.payloadRoom(Topics.CATALOG_PUBLICATIONS));
    }

    @Override
    public void published(CatalogVersion version, Cause cause) {
        append("CatalogVersionPublished", version, cause, publication(version));
    }

    @Override
    public void retired(CatalogVersion version, Cause cause) {
        append(
                "CatalogVersionRetired",
                version,
                cause,
                object().put("catalogVersionId", version.id().toString()).put("name", version.name()));
    }

    static ObjectNode publication(CatalogVersion version) {
        ObjectNode payload =
                object().put("catalogVersionId", version.id().toString()).put("name", version.name());
        return payload.set("products", array(version.products().values(), CatalogContracts::product));
    }

    private void append(String eventType, CatalogVersion version, Cause cause, ObjectNode payload) {
        outbox.append(NewEvent.of(eventType, 1)
                .onTopic(Topics.CATALOG_PUBLICATIONS)
                .aggregate("catalog", version.id(), version.version())
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
        node.set("listPrice", money(product.listPrice()));
        return node.set("fulfilment", array(product.fulfilment(), CatalogContracts::step));
    }

    private static ObjectNode step(FulfilmentStep step) {
        ObjectNode node = object().put("task", step.task())
                .put("partner", step.partner())
                .put("scope", step.scope().label());
        return node.set("dependsOn", texts(step.dependsOn()));
    }
}
