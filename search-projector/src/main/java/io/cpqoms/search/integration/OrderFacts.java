package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.projection.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Brings order events to the orders' documents. */
@ApplicationScoped
class OrderFacts implements EventConsumer {

    private static final ConsumerDeclaration DECLARATION = Declarations.latestWins(
            ConsumerDeclaration.named("search-projector.orders").from("cpq.order.events.v1"), DocumentKind.ORDER);

    private final Projection projection;

    OrderFacts(Projection projection) {
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
}
