package io.cpqoms.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A consumer whose release a test breaks and mends: every handler fails alike, or those of single reasons do. */
@ApplicationScoped
public class ReleaseConsumer implements EventConsumer {

    static final String NAME = "workflow-bridge.release";

    private final Set<String> poisoned = ConcurrentHashMap.newKeySet();
    private final Set<String> puzzling = ConcurrentHashMap.newKeySet();
    private volatile boolean broken;

    @Override
    public ConsumerDeclaration declaration() {
        return ConsumerDeclaration.named(NAME)
                .from("cpq.order.events.v1")
                .accepts("OrderFalloutRepaired", 1)
                .build();
    }

    void deployABrokenRelease() {
        broken = true;
    }

    void rollBack() {
        broken = false;
    }

    void poison(String reason) {
        poisoned.add(reason);
    }

    void puzzle(String reason) {
        puzzling.add(reason);
    }

    void solve(String reason) {
        puzzling.remove(reason);
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        for (ReceivedEvent event : events) {
            if (broken) {
                throw new BadMessage("field 'repair' of " + event.aggregateId() + " is read by another name");
            }
            if (puzzling.contains(event.payload().path("reason").asText())) {
                throw new IllegalStateException("nobody knows why");
            }
            if (poisoned.contains(event.payload().path("reason").asText())) {
                throw new BadMessage("poisoned " + event.aggregateId());
            }
        }
    }
}
