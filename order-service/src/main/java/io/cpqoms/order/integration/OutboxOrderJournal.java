package io.cpqoms.order.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.order.lifecycle.Cause;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.OrderEvent;
import io.cpqoms.order.lifecycle.OrderJournal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes an order's facts to the outbox, each as its contract and with the next version of the order. */
@ApplicationScoped
class OutboxOrderJournal implements OrderJournal {

    private static final String TOPIC = "cpq.order.events.v1";
    private static final int VERSION = 1;

    private final Outbox outbox;
    private final ObjectMapper json;

    OutboxOrderJournal(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    @Override
    public void append(Order order, List<OrderEvent> events, Cause cause, Instant occurredAt) {
        long version = order.version() - events.size();
        List<NewEvent> contracts = new ArrayList<>(events.size());
        for (OrderEvent event : events) {
            version++;
            ObjectNode payload = json.valueToTree(OrderContracts.payload(order, event));
            contracts.add(NewEvent.of(OrderContracts.type(event), VERSION)
                    .onTopic(TOPIC)
                    .tenant(order.tenant().value())
                    .aggregate("order", order.id(), version)
                    .occurredAt(occurredAt)
                    .correlation(order.quote().correlationId())
                    .causation(cause.causationId())
                    .actor(cause.actor())
                    .payload(payload));
        }
        outbox.append(contracts);
    }
}
