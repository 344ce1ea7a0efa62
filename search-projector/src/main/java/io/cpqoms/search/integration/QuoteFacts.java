package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Brings quote events to the quotes' documents. */
@ApplicationScoped
class QuoteFacts implements EventConsumer {

    private static final ConsumerDeclaration DECLARATION = Declarations.latestWins(
            ConsumerDeclaration.named("search-projector.quotes").from("cpq.quote.events.v1"), DocumentKind.QUOTE);

    private final Projection projection;

    QuoteFacts(Projection projection) {
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
}
