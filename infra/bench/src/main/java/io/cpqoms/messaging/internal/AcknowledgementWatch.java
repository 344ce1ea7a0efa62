package io.cpqoms.messaging.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Notes when the relay knows that the broker has committed the page a record was in. The relay never sends a page before
 * the one ahead of it is acknowledged, so at the point {@code outbox.sent} all that was sent is.
 */
public final class AcknowledgementWatch extends DrillPoints {

    static final String SETTING = "bench.acknowledgements";

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    public AcknowledgementWatch() {
        super(Optional.empty(), Optional.empty());
    }

    /** Nanoseconds of {@link System#nanoTime} by key. */
    public Map<String, Long> acknowledged() {
        return acknowledged;
    }

    @Override
    public void reached(String point) {
        if (point.equals("outbox.sent")) {
            long now = System.nanoTime();
            for (String key = sent.poll(); key != null; key = sent.poll()) {
                acknowledged.put(key, now);
            }
        }
    }

    /** Kafka makes one for the relay's producer. */
    public static final class Sends implements ProducerInterceptor<String, String> {

        private @Nullable AcknowledgementWatch watch;

        @Override
        public void configure(Map<String, ?> config) {
            watch = (AcknowledgementWatch) config.get(SETTING);
        }

        @Override
        public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
            if (watch != null) {
                watch.sent.add(record.key());
            }
            return record;
        }

        @Override
        public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {}

        @Override
        public void close() {}
    }
}
