package io.cpqoms.messaging;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a consumer is called, what it reads and how it wants its messages handled.
 *
 * <p>A type that the consumer doesn't accept is recorded as ignored, also one that the registry doesn't know yet, because
 * writers may be deployed first. A version that the registry doesn't know is dead-lettered where its type is accepted, and so
 * is an unknown type for a consumer that accepts everything: passing it over would lose it in silence.
 *
 * @param name identifies the consumer in inbox rows, groups and metrics; changing it makes everything count as new
 * @param version part of the group id; raise it to read the topics from their beginning: what the inbox knows is dropped, and what
 *     it never recorded, such as a type that was not accepted before, is handled
 * @param topics what it reads, each in a group and with a thread of its own
 * @param accepted {@code Type.vN} of the events to handle; empty means all that the registry knows
 * @param tenants whose events it may handle; empty means everybody's
 * @param perEvent whether {@code handle} gets one event at a time (with its trace span current) or the whole batch
 * @param gapWait how long a key waits for a missing aggregate version before it goes on, flagged; zero only flags
 * @param handlingTime the longest that one event may take; empty takes the configured one
 * @param maxPerSecond what lies downstream takes at most so many events a second; zero sets no limit
 * @param modes what the consumer may be given events for; anything else that is asked of it is refused
 */
public record ConsumerDeclaration(
        String name,
        int version,
        List<String> topics,
        Set<String> accepted,
        Set<String> tenants,
        OrderPolicy order,
        AfterDeadLetter afterDeadLetter,
        boolean perEvent,
        Duration gapWait,
        Optional<Duration> handlingTime,
        int maxPerSecond,
        Set<ProcessingMode> modes) {

    /** What becomes of the later events of an aggregate while an earlier one is dead. */
    public enum AfterDeadLetter {
        /** They are handled; the dead letter tells that it was overtaken. */
        GO_ON,
        /** They wait, in order, until the dead letter is redriven or discarded. */
        WAIT
    }

    public ConsumerDeclaration {
        topics = List.copyOf(topics);
        accepted = Set.copyOf(accepted);
        tenants = Set.copyOf(tenants);
        modes = Set.copyOf(modes);
        if (!name.matches("[a-z][a-z0-9.-]{2,79}")) {
            throw new IllegalArgumentException("Consumer name must be lower case words with . or -, was: " + name);
        }
        if (version < 1 || maxPerSecond < 0 || gapWait.isNegative()) {
            throw new IllegalArgumentException(
                    "Consumer " + name + ": version starts at 1; limit and gap wait can't be negative");
        }
        if (order == OrderPolicy.LATEST_WINS && !gapWait.isZero()) {
            throw new IllegalArgumentException("Consumer " + name
                    + " wants the latest only and so can't wait for missing versions: what it passes over is no gap");
        }
    }

    /** Whether the consumer wants to handle this type in this version. */
    public boolean accepts(String eventType, int eventVersion) {
        return accepted.isEmpty() || accepted.contains(typeAndVersion(eventType, eventVersion));
    }

    /** Whether the consumer asks for this type in some version. */
    public boolean wantsType(String eventType) {
        return accepted.isEmpty() || accepted.stream().anyMatch(accepts -> accepts.startsWith(eventType + ".v"));
    }

    /** Whether the consumer may handle events of this tenant. */
    public boolean allowsTenant(String tenantId) {
        return tenants.isEmpty() || tenants.contains(tenantId);
    }

    /**
     * Whether every event of an aggregate comes to the inbox, so that a missing version is a gap. Otherwise events whose
     * headers name a type that isn't accepted are skipped before anything is spent on them.
     */
    public boolean seesEveryVersion() {
        return accepted.isEmpty() || !gapWait.isZero();
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    private static String typeAndVersion(String eventType, int eventVersion) {
        return eventType + ".v" + eventVersion;
    }

    /** Collects the parts of a declaration; every fact of every tenant in batches unless said otherwise. */
    public static final class Builder {
        private final String name;
        private final Set<String> topics = new LinkedHashSet<>();
        private final Set<String> accepted = new LinkedHashSet<>();
        private final Set<String> tenants = new LinkedHashSet<>();
        private int version = 1;
        private OrderPolicy order = OrderPolicy.EVERY_FACT;
        private AfterDeadLetter afterDeadLetter = AfterDeadLetter.GO_ON;
        private boolean perEvent;
        private boolean everything;
        private Duration gapWait = Duration.ZERO;
        private Optional<Duration> handlingTime = Optional.empty();
        private int maxPerSecond;
        private final Set<ProcessingMode> modes = EnumSet.of(ProcessingMode.NORMAL);

        private Builder(String name) {
            this.name = name;
        }

        /** The topics to read; the registry must list the service as their consumer. */
        public Builder from(String... names) {
            topics.addAll(List.of(names));
            return this;
        }

        public Builder version(int number) {
            version = number;
            return this;
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

        /** Refuses, and counts, the events of all other tenants. */
        public Builder onlyTenants(String... ids) {
            tenants.addAll(List.of(ids));
            return this;
        }

        public Builder order(OrderPolicy policy) {
            order = policy;
            return this;
        }

        public Builder afterDeadLetter(AfterDeadLetter policy) {
            afterDeadLetter = policy;
            return this;
        }

        /** One event per call of {@code handle}, with its span current; still one transaction per batch. */
        public Builder perEvent() {
            perEvent = true;
            return this;
        }

        /** Holds a key back, up to this long, when a version of its aggregate is missing. */
        public Builder waitsForMissingVersions(Duration longest) {
            gapWait = longest;
            return this;
        }

        public Builder handlingTime(Duration longest) {
            handlingTime = Optional.of(longest);
            return this;
        }

        public Builder maxPerSecond(int events) {
            maxPerSecond = events;
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
            return new ConsumerDeclaration(
                    name,
                    version,
                    List.copyOf(topics),
                    accepted,
                    tenants,
                    order,
                    afterDeadLetter,
                    perEvent,
                    gapWait,
                    handlingTime,
                    maxPerSecond,
                    modes);
        }
    }
}
