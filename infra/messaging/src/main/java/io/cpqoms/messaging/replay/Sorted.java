package io.cpqoms.messaging.replay;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.internal.EnvelopeReader;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of the window is for a replay: an event for the handler, or the reason why it is none. */
sealed interface Sorted {

    ReplayRun.Tally tally();

    /** What plans call it. */
    String type();

    default void forHandler(List<ReceivedEvent> events) {}

    static Sorted of(
            ConsumerRecord<String, byte[]> record,
            EnvelopeReader envelopes,
            ReplaySelection selection,
            ConsumerDeclaration declaration) {
        try {
            ReceivedEvent event = envelopes.open(record, declaration);
            if (!selection.takesTenant(event)) {
                return new Unselected("of other tenants");
            }
            if (!selection.takes(event)) {
                return new Unselected(event.eventType());
            }
            return declaration.accepts(event.eventType(), event.eventVersion())
                    ? new Applied(event)
                    : new Ignored(event.eventType());
        } catch (BadMessage unreadable) {
            return new Unreadable();
        }
    }

    /** For the handler. */
    record Applied(ReceivedEvent event) implements Sorted {
        @Override
        public ReplayRun.Tally tally() {
            return new ReplayRun.Tally(1, 0, 0, 0);
        }

        @Override
        public String type() {
            return event.eventType();
        }

        @Override
        public void forHandler(List<ReceivedEvent> events) {
            events.add(event);
        }
    }

    /** A type that the consumer does not handle. */
    record Ignored(String type) implements Sorted {
        @Override
        public ReplayRun.Tally tally() {
            return new ReplayRun.Tally(0, 1, 0, 0);
        }
    }

    /** Left out by the filters; of another tenant's record nobody learns what it was. */
    record Unselected(String type) implements Sorted {
        @Override
        public ReplayRun.Tally tally() {
            return new ReplayRun.Tally(0, 0, 1, 0);
        }
    }

    /** Not an event; the live consumer has dead-lettered it. */
    record Unreadable() implements Sorted {
        @Override
        public ReplayRun.Tally tally() {
            return new ReplayRun.Tally(0, 0, 0, 1);
        }

        @Override
        public String type() {
            return "unreadable";
        }
    }
}
