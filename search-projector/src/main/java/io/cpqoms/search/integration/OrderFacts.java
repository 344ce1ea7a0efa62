package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.Inbox;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.replay.Replayable;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.projection.Projection;
import io.cpqoms.search.rebuild.ProjectedVersions;
import io.cpqoms.search.rebuild.Rebuilds;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Brings order events to the orders' documents. */
@ApplicationScoped
class OrderFacts implements Replayable {

    private static final ConsumerDeclaration DECLARATION =
            Declarations.latestWins("search-projector.orders", DocumentKind.ORDER);

    private final Inbox inbox;
    private final Projection projection;
    private final Rebuilds rebuilds;

    OrderFacts(Inbox inbox, Projection projection, Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
        this.inbox = inbox;
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

    @Incoming("order-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }
}
