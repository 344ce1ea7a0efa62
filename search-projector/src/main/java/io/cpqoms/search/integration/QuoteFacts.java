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

/** Brings quote events to the quotes' documents. */
@ApplicationScoped
class QuoteFacts implements Replayable {

    private static final ConsumerDeclaration DECLARATION = Declarations.latestWins(
            ConsumerDeclaration.named("search-projector.quotes").from("cpq.quote.events.v1"), DocumentKind.QUOTE);

    private final Projection projection;
    private final Rebuilds rebuilds;

    QuoteFacts(Projection projection, Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
        this.projection = projection;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return DECLARATION;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        projection.apply(DocumentKind.QUOTE, events);
    }

    @Override
    public Rebuild rebuild(UUID replayId) {
        return rebuilds.of(DocumentKind.QUOTE, replayId);
    }

    @Override
    public Validation validation() {
        return ProjectedVersions.of(DocumentKind.QUOTE);
    }
}
