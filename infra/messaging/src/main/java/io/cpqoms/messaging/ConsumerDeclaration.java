package io.cpqoms.messaging;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a consumer is called, which event types it handles and how.
 *
 * <p>A type that the registry lists for the topic but the consumer doesn't accept is recorded as ignored; a type or
 * version that the registry doesn't know is dead-lettered.
 *
 * @param name identifies the consumer in inbox rows and metrics; changing it makes everything count as new
 * @param accepted {@code Type.vN} of the events to handle; empty means all that the registry knows
 * @param perEvent whether {@code handle} gets one event at a time (with its trace span current) or the whole batch
 * @param modes what the consumer may be given events for; anything else that is asked of it is refused
 */
public record ConsumerDeclaration(
        String name, Set<String> accepted, OrderPolicy order, boolean perEvent, Set<ProcessingMode> modes) {

    public ConsumerDeclaration {
        accepted = Set.copyOf(accepted);
        modes = Set.copyOf(modes);
        if (!name.matches("[a-z][a-z0-9.-]{2,79}")) {
            throw new IllegalArgumentException("Consumer name must be lower case words with . or -, was: " + name);
        }
    }

    /** Whether the consumer wants to handle this type in this version. */
    public boolean accepts(String eventType, int eventVersion) {
        return accepted.isEmpty() || accepted.contains(typeAndVersion(eventType, eventVersion));
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    private static String typeAndVersion(String eventType, int eventVersion) {
        return eventType + ".v" + eventVersion;
    }

    /** Collects the parts of a declaration; every fact in batches unless said otherwise. */
    public static final class Builder {
        private final String name;
        private final Set<String> accepted = new LinkedHashSet<>();
        private OrderPolicy order = OrderPolicy.EVERY_FACT;
        private boolean perEvent;
        private boolean everything;
        private final Set<ProcessingMode> modes = EnumSet.of(ProcessingMode.NORMAL);

        private Builder(String name) {
            this.name = name;
        }

        public Builder accepts(String eventType, int eventVersion) {
            accepted.add(typeAndVersion(eventType, eventVersion));
            return this;
        }

        /** Handles every event that the registry knows on the consumed topics. */
        public Builder acceptsEverything() {
            everything = true;
            return this;
        }

        public Builder order(OrderPolicy policy) {
            order = policy;
            return this;
        }

        /** One event per call of {@code handle}, with its span current; still one transaction per batch. */
        public Builder perEvent() {
            perEvent = true;
            return this;
        }

        /** Allows replays in these modes; without this the consumer takes live events only. */
        public Builder allows(ProcessingMode... replays) {
            modes.addAll(List.of(replays));
            return this;
        }

        public ConsumerDeclaration build() {
            if (everything == !accepted.isEmpty()) {
                throw new IllegalStateException(
                        "Consumer " + name + " must accept either named event types or everything");
            }
            return new ConsumerDeclaration(name, accepted, order, perEvent, modes);
        }
    }
}
