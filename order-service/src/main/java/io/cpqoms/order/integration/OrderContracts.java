package io.cpqoms.order.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.order.lifecycle.Order;
import io.cpqoms.order.lifecycle.OrderEvent;
import io.cpqoms.order.lifecycle.OrderFacts;
import io.cpqoms.order.lifecycle.OrderNames;
import io.cpqoms.values.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Tells an order's facts on {@code cpq.order.events.v1}: each in its contract and with the next version of the order. */
@ApplicationScoped
class OrderContracts implements OrderFacts {

    private static final String TOPIC = "cpq.order.events.v1";
    private static final int VERSION = 1;

    private final Outbox outbox;
    private final ObjectMapper json;

    OrderContracts(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    @Override
    public void happened(List<OrderEvent> events, Order after, Cause cause) {
        long version = after.version() - events.size();
        List<NewEvent> contracts = new ArrayList<>(events.size());
        for (OrderEvent event : events) {
            version++;
            contracts.add(NewEvent.of(OrderNames.EVENTS.of(event), VERSION)
                    .onTopic(TOPIC)
                    .tenant(after.tenant().value())
                    .aggregate("order", after.id(), version)
                    .occurredAt(cause.at())
                    .correlation(after.quote().correlationId())
                    .causation(cause.causationId())
                    .actor(cause.actor())
                    .payload(json.valueToTree(OrderPayloads.of(after, event))));
        }
        outbox.append(contracts);
    }
}
