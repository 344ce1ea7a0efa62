package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.Inbox;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.search.projection.Projection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns from published catalogs what products are called: quote and order events carry ids only. */
@ApplicationScoped
class CatalogFacts implements EventConsumer {

    private static final ConsumerDeclaration DECLARATION = ConsumerDeclaration.named("search-projector.catalog")
            .accepts("CatalogVersionPublished", 1)
            .build();

    private final Inbox inbox;
    private final Projection projection;

    CatalogFacts(Inbox inbox, Projection projection) {
        this.inbox = inbox;
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

    @Incoming("catalog-publications")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }
}
