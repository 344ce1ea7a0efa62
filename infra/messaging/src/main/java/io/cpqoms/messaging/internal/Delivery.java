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

    /** The aggregate whose order the record takes part in; blank when not even its key says so. */
    String key();

    /** A record whose envelope and payload are valid. */
    record Readable(ConsumerRecord<String, byte[]> record, Instant receivedAt, ReceivedEvent event)
            implements Delivery {
        @Override
        public UUID messageId() {
            return event.messageId();
        }

        @Override
        public String key() {
            return event.aggregateKey();
        }
    }

    /** A record that can't be read; its id is derived from when and where it lies, so that it is dead-lettered once. */
    record Defective(ConsumerRecord<String, byte[]> record, Instant receivedAt, BadMessage defect) implements Delivery {

        private static final long TIME_BITS = 0xFFFF_FFFF_FFFFL;

        /** Laid out like a UUIDv7, whose time tells the inbox in which day to keep it. */
        @Override
        public UUID messageId() {
            String place = record.topic() + "/" + record.partition() + "/" + record.offset();
            UUID hash = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
            long high = (record.timestamp() & TIME_BITS) << 16 | 0x7000L | hash.getMostSignificantBits() & 0xFFFL;
            return new UUID(high, hash.getLeastSignificantBits());
        }

        @Override
        public String key() {
            return record.key() == null ? "" : record.key();
        }
    }
}
