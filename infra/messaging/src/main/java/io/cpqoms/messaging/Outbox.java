package io.cpqoms.messaging;

import io.cpqoms.messaging.internal.OutboxWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Where a command leaves its facts: rows in the database of the service, committed with the state they tell about, and
 * published to Kafka afterwards by the relay.
 *
 * <p>Whoever appends an event of an aggregate must hold that aggregate's row lock; order on the topic follows from it.
 */
@ApplicationScoped
public class Outbox {

    private final OutboxWriter writer;

    Outbox(OutboxWriter writer) {
        this.writer = writer;
    }

    /** Appends one event; see {@link #append(List)}. */
    public UUID append(NewEvent event) {
        return append(List.of(event)).getFirst();
    }

    /**
     * Writes the events in order and answers their message ids.
     *
     * @throws IllegalStateException outside a transaction, or when the registry doesn't let this service write there
     * @throws IllegalArgumentException when an event breaks its schema; nothing is written and the command fails
     */
    public List<UUID> append(List<NewEvent> events) {
        return writer.write(events);
    }

    /**
     * The longest payload, in bytes of JSON, that a topic takes whatever its envelope says. A command that stores more than it can tell is to
     * be refused before.
     */
    public int payloadRoom(String topic) {
        return writer.payloadRoom(topic);
    }
}
