package io.cpqoms.messaging.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cpqoms.command.Problem;
import io.cpqoms.messaging.ReceivedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which old records a replay reads: a topic, a window of it, and of that only what the filters let through.
 *
 * @param from published at this time or later
 * @param to published before this time
 * @param offsets per partition; a partition that is not named is not read
 * @param aggregateFrom first aggregate id, in the order of text
 * @param aggregateTo last aggregate id, itself included
 */
record ReplaySelection(
        String topic,
        @Nullable Instant from,
        @Nullable Instant to,
        Map<Integer, Window> offsets,
        Set<String> tenants,
        @Nullable String aggregateFrom,
        @Nullable String aggregateTo,
        Set<String> eventTypes) {

    /** Offsets from (included) to (excluded). */
    record Window(long from, long to) {}

    ReplaySelection {
        if (topic == null || topic.isBlank()) {
            throw Problem.invalidInput("selection.topic", "name the topic to replay")
                    .asException();
        }
        offsets = offsets == null ? Map.of() : Map.copyOf(offsets);
        tenants = tenants == null ? Set.of() : Set.copyOf(tenants);
        eventTypes = eventTypes == null ? Set.of() : Set.copyOf(eventTypes);
        if (!offsets.isEmpty() && (from != null || to != null)) {
            throw Problem.invalidInput("selection", "give a window of time or of offsets, not both")
                    .asException();
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.invalidInput("selection.to", "must be later than from (" + from + ")")
                    .asException();
        }
        offsets.forEach((partition, window) -> {
            if (partition < 0 || window.from() < 0 || window.to() <= window.from()) {
                throw Problem.invalidInput(
                                "selection.offsets", "partition " + partition + " needs 0 <= from < to, was " + window)
                        .asException();
            }
        });
    }

    static ReplaySelection whole(String topic) {
        return new ReplaySelection(topic, null, null, Map.of(), Set.of(), null, null, Set.of());
    }

    /** The same, and of that only one tenant's records. */
    ReplaySelection ofTenant(String tenant) {
        return new ReplaySelection(topic, from, to, offsets, Set.of(tenant), aggregateFrom, aggregateTo, eventTypes);
    }

    /** Whether nothing of the topic is left out. */
    @JsonIgnore
    boolean isWholeTopic() {
        return from == null
                && to == null
                && offsets.isEmpty()
                && tenants.isEmpty()
                && aggregateFrom == null
                && aggregateTo == null
                && eventTypes.isEmpty();
    }

    boolean takesTenant(ReceivedEvent event) {
        return tenants.isEmpty() || tenants.contains(event.tenantId());
    }

    boolean takes(ReceivedEvent event) {
        return takesTenant(event)
                && (eventTypes.isEmpty() || eventTypes.contains(event.eventType()))
                && (aggregateFrom == null || event.aggregateId().compareTo(aggregateFrom) >= 0)
                && (aggregateTo == null || event.aggregateId().compareTo(aggregateTo) <= 0);
    }
}
