package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerDeclaration.AfterDeadLetter;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.search.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Learns from published catalogs what products are called: quote and order events carry ids only. */
@ApplicationScoped
class CatalogFacts implements EventConsumer {

    /** Parts come before their fact on the same key. One that is missing will come, or somebody has to look. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(30);

    private static final ConsumerDeclaration DECLARATION = ConsumerDeclaration.named("search-projector.catalog")
            .from("cpq.catalog.publications.v1")
            .accepts("CatalogPartPublished", 1)
            .accepts("CatalogVersionPublished", 1)
            .waitsForMissingVersions(LONGEST_GAP)
            .afterDeadLetter(AfterDeadLetter.WAIT)
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
