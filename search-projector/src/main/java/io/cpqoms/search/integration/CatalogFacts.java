package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.search.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Learns from published catalogs what products are called: quote and order events carry ids only. */
@ApplicationScoped
class CatalogFacts implements EventConsumer {

    private static final ConsumerDeclaration DECLARATION = ConsumerDeclaration.named("search-projector.catalog")
            .from("cpq.catalog.publications.v1")
            .accepts("CatalogVersionPublished", 1)
            .build();

    private final Projection projection;

    CatalogFacts(Projection projection) {
        this.projection = projection;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return DECLARATION;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        projection.learnNames(events);
    }
}
