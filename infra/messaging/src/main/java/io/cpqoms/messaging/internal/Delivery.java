package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A Kafka record on its way through the pipeline: readable as an event, or defective with the reason. */
sealed interface Delivery {

    ConsumerRecord<String, byte[]> record();

    Instant receivedAt();

    UUID messageId();

    /** A record whose envelope and payload are valid. */
    record Readable(ConsumerRecord<String, byte[]> record, Instant receivedAt, ReceivedEvent event)
            implements Delivery {
        @Override
        public UUID messageId() {
            return event.messageId();
        }
    }

    /** A record that can't be read; its id is derived from where it lies, so that it is dead-lettered once. */
    record Defective(ConsumerRecord<String, byte[]> record, Instant receivedAt, BadMessage defect) implements Delivery {
        @Override
        public UUID messageId() {
            String place = record.topic() + "/" + record.partition() + "/" + record.offset();
            return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
        }
    }
}
