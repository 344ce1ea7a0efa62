package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ReceivedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A Kafka record on its way through the pipeline: readable as an event, or defective with the reason. */
sealed interface Delivery {

    ConsumerRecord<String, byte[]> record();

    Instant receivedAt();

    UUID messageId();

    /** The aggregate whose order the record takes part in; blank when not even its key says so. */
    String key();

    /** What the record says: the first half of the SHA-256 of its value, in the shape in which a column is smallest. */
    default UUID content() {
        byte @Nullable [] value = record().value();
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(value == null ? new byte[0] : value));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

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

        /** The same record, found out to be none that may be applied. */
        Defective asDefective(String why) {
            return Defective.of(record, receivedAt, new BadMessage(why));
        }
    }

    /**
     * A record that can't be taken as an event.
     *
     * @param messageId that of its inbox row, if it has been readable before; else derived from where it lies, so that it is
     *     dead-lettered once
     */
    record Defective(ConsumerRecord<String, byte[]> record, Instant receivedAt, BadMessage defect, UUID messageId)
            implements Delivery {

        /** As the envelope's schema bounds its parts: no event has another key, and none must find its way into an index. */
        private static final Pattern KEY =
                Pattern.compile("([a-z0-9][a-z0-9-]{1,39}):([a-z][a-z-]{1,39}):([A-Za-z0-9][A-Za-z0-9._:@-]{0,99})");

        /** The derived id is no UUIDv7, whose time would tell in which day to keep it: a record's own time may be any. */
        static Defective of(ConsumerRecord<String, byte[]> record, Instant receivedAt, BadMessage defect) {
            String place = record.topic() + "/" + record.partition() + "/" + record.offset() + "@" + record.timestamp();
            return new Defective(
                    record, receivedAt, defect, UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)));
        }

        Defective knownAs(UUID id) {
            return new Defective(record, receivedAt, defect, id);
        }

        @Override
        public String key() {
            return aggregate().map(Aggregate::toString).orElse("");
        }

        /** The aggregate that the record's key names, if it names one. */
        Optional<Aggregate> aggregate() {
            Matcher key = KEY.matcher(record.key() == null ? "" : record.key());
            return key.matches()
                    ? Optional.of(new Aggregate(key.group(1), key.group(2), key.group(3)))
                    : Optional.empty();
        }
    }

    /** An aggregate as record keys name it. */
    record Aggregate(String tenantId, String type, String id) {
        @Override
        public String toString() {
            return tenantId + ":" + type + ":" + id;
        }
    }
}
