package io.cpqoms.messaging;

import io.cpqoms.messaging.internal.BatchPipeline;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Where a channel method hands over its batch. Returning means that every record is durably accounted for — applied,
 * ignored, or dead-lettered — so the channel may commit the offsets; a record that comes again changes nothing.
 */
@ApplicationScoped
public class Inbox {

    private final BatchPipeline pipeline;

    Inbox(BatchPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Processes the batch for this consumer, blocking while something it needs is away. Call it from a worker thread. */
    public void receive(EventConsumer consumer, ConsumerRecords<String, byte[]> records) {
        pipeline.receive(consumer, records);
    }
}
