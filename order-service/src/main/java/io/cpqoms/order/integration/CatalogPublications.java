package io.cpqoms.order.integration;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerDeclaration.AfterDeadLetter;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.order.decomposition.CatalogParts;
import io.cpqoms.values.CatalogVersionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Keeps the fulfilment rules of published catalog versions, by which orders are decomposed. They come in parts, and count when the
 * publication that follows agrees with them.
 */
@ApplicationScoped
class CatalogPublications implements EventConsumer {

    /** Parts come before their fact on the same key. One that is missing will come, or somebody has to look. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(30);

    private static final ConsumerDeclaration DECLARATION = ConsumerDeclaration.named(
                    "order-service.catalog-publications")
            .from("cpq.catalog.publications.v1")
            .accepts("CatalogPartPublished", 1)
            .accepts("CatalogVersionPublished", 1)
            .waitsForMissingVersions(LONGEST_GAP)
            .afterDeadLetter(AfterDeadLetter.WAIT)
            .build();

    private final CatalogParts catalogs;
    private final Payloads payloads;
    private final StepsConfig steps;

    CatalogPublications(CatalogParts catalogs, Payloads payloads, StepsConfig steps) {
        this.catalogs = catalogs;
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
                switch (event.eventType()) {
                    case "CatalogPartPublished" -> keep(event);
                    case "CatalogVersionPublished" -> complete(event);
                    default -> throw new BadMessage("Not a fact of catalogs: " + event.eventType());
                }
            } catch (IllegalArgumentException e) {
                throw new BadMessage("Catalog version " + event.aggregateId() + " breaks a rule of orders", e);
            }
        }
    }

    private void keep(ReceivedEvent event) {
        CatalogPartContract part = payloads.read(event, CatalogPartContract.class);
        CatalogVersionId version = new CatalogVersionId(part.catalogVersionId());
        catalogs.add(event, version, part.part(), event.payload().path("products"), () -> part.rules(steps));
    }

    private void complete(ReceivedEvent event) {
        CatalogPublishedContract published = payloads.read(event, CatalogPublishedContract.class);
        catalogs.complete(event, new CatalogVersionId(published.catalogVersionId()), published.told());
    }
}
