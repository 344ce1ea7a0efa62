package io.cpqoms.messaging;

import java.util.List;

/**
 * A handler of events with its declaration: a bean of this type is all that a service writes. The library reads the
 * declared topics and calls {@link #handle} with the events that are new, accepted and valid.
 */
public interface EventConsumer {

    /** What this consumer is called and what it accepts. */
    ConsumerDeclaration declaration();

    /**
     * Applies the events, in order, inside the transaction that also records them as received; whatever is written
     * through the service's datasource commits or rolls back with that record.
     *
     * @throws BadMessage when an event can never be handled: it is isolated and dead-lettered
     * @throws TransientFailure when something needed is away: the batch is retried
     * @throws FatalFailure when only a person can help: the consumer takes nothing but a probe until then
     */
    void handle(List<ReceivedEvent> events);
}
