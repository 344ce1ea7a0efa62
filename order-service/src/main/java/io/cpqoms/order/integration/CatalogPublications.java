package io.cpqoms.order.integration;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.order.decomposition.CatalogSnapshots;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the fulfilment rules of published catalog versions, by which orders are decomposed. */
@ApplicationScoped
class CatalogPublications implements EventConsumer {

    private static final ConsumerDeclaration DECLARATION = ConsumerDeclaration.named(
                    "order-service.catalog-publications")
            .from("cpq.catalog.publications.v1")
            .accepts("CatalogVersionPublished", 1)
            .build();

    private final CatalogSnapshots snapshots;
    private final Payloads payloads;
    private final StepsConfig steps;

    CatalogPublications(CatalogSnapshots snapshots, Payloads payloads, StepsConfig steps) {
        this.snapshots = snapshots;
        this.payloads = payloads;
        this.steps = steps;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return DECLARATION;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        for (ReceivedEvent event : events) {
            try {
                CatalogPublishedContract published = payloads.read(event, CatalogPublishedContract.class);
                snapshots.remember(new TenantId(event.tenantId()), published.rules(steps));
            } catch (IllegalArgumentException e) {
                throw new BadMessage("Catalog version " + event.aggregateId() + " breaks a rule of orders", e);
            }
        }
    }
}
