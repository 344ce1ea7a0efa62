package io.cpqoms.order.integration;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.order.lifecycle.Acceptance;
import io.cpqoms.order.lifecycle.AcceptedQuotes;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Remembers accepted quotes, so that an order can be made from one without asking the quote's owner. */
@ApplicationScoped
class QuoteAcceptances implements EventConsumer {

    private static final ConsumerDeclaration DECLARATION = ConsumerDeclaration.named("order-service.quote-acceptances")
            .from("cpq.quote.events.v1")
            .accepts("QuoteAccepted", 1)
            .build();

    private final AcceptedQuotes acceptedQuotes;
    private final Payloads payloads;

    QuoteAcceptances(AcceptedQuotes acceptedQuotes, Payloads payloads) {
        this.acceptedQuotes = acceptedQuotes;
        this.payloads = payloads;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return DECLARATION;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        acceptedQuotes.remember(events.stream().map(this::acceptance).toList());
    }

    private Acceptance acceptance(ReceivedEvent event) {
        try {
            return new Acceptance(
                    new TenantId(event.tenantId()),
                    payloads.read(event, QuoteAcceptedContract.class).quote(event));
        } catch (IllegalArgumentException e) {
            throw new BadMessage("Accepted quote " + event.aggregateId() + " breaks a rule of orders", e);
        }
    }
}
