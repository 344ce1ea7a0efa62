package io.cpqoms.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A consumer that can handle nothing called "fatal" while a test has taken its key away. */
@ApplicationScoped
public class DoomedConsumer implements EventConsumer {

    static final String NAME = "workflow-bridge.doomed";

    private volatile boolean keyIsMissing;

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named(NAME)
                .from("cpq.order.events.v1")
                .accepts("OrderTaskCompleted", 1)
                .build();
    }

    void takeTheKeyAway() {
        keyIsMissing = true;
    }

    void mountTheKey() {
        keyIsMissing = false;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        if (keyIsMissing
                && events.stream()
                        .anyMatch(event -> event.payload().path("name").asText().equals("fatal"))) {
            throw new FatalFailure("the signing key is missing; mount it");
        }
    }
}
