package io.cpqoms.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A consumer that stops for good at the first task called "fatal". */
@ApplicationScoped
public class DoomedConsumer implements EventConsumer {

    static final String NAME = "workflow-bridge.doomed";

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named(NAME)
                .from("cpq.order.events.v1")
                .accepts("OrderTaskCompleted", 1)
                .build();
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        if (events.stream()
                .anyMatch(event -> event.payload().path("name").asText().equals("fatal"))) {
            throw new FatalFailure("the signing key is missing; mount it and start again");
        }
    }
}
