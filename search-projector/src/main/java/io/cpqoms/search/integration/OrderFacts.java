package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.replay.Replayable;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.projection.Projection;
import io.cpqoms.search.rebuild.ProjectedVersions;
import io.cpqoms.search.rebuild.Rebuilds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Brings order events to the orders' documents. */
@ApplicationScoped
class OrderFacts implements Replayable {

    private static final ConsumerDeclaration DECLARATION = Declarations.latestWins(
            ConsumerDeclaration.named("search-projector.orders").from("cpq.order.events.v1"), DocumentKind.ORDER);

    private final Projection projection;
    private final Rebuilds rebuilds;

    OrderFacts(Projection projection, Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
        this.projection = projection;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return DECLARATION;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        projection.apply(DocumentKind.ORDER, events);
    }

    @Override
    public Rebuild rebuild(UUID replayId) {
        return rebuilds.of(DocumentKind.ORDER, replayId);
    }

    @Override
    public Validation validation() {
        return ProjectedVersions.of(DocumentKind.ORDER);
    }
}
