package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.Inbox;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.projection.Projection;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Brings quote events to the quotes' documents. */
@ApplicationScoped
class QuoteFacts implements EventConsumer {

    private static final ConsumerDeclaration DECLARATION =
            Declarations.latestWins("search-projector.quotes", DocumentKind.QUOTE);

    private final Inbox inbox;
    private final Projection projection;

    QuoteFacts(Inbox inbox, Projection projection) {
        this.inbox = inbox;
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

    @Incoming("quote-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }
}
