package io.cpqoms.messaging.replay;

import io.cpqoms.messaging.ReceivedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Where a run stands in the partitions of its window; it never reads a record twice nor one beyond the end. */
final class ReplayCursor implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<Integer, Long> next = new TreeMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final String topic;

    ReplayCursor(KafkaConsumer<String, byte[]> consumer, ReplayRun run) {
        this.consumer = consumer;
        this.topic = run.request().selection().topic();
        run.progress().forEach(part -> {
            next.put(part.bounds().partition(), part.next());
            ends.put(part.bounds().partition(), part.bounds().end());
        });
        consumer.assign(next.keySet().stream().map(this::partition).toList());
        next.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
        pauseFinished();
    }

    /** What was read, and the steps that it takes the run forward. */
    record Batch(List<ReceivedEvent> events, List<ReplayStore.Step> steps, int records) {}

    Batch read(Function<ConsumerRecord<String, byte[]>, Sorted> sorter) {
        ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
        List<ReceivedEvent> events = new ArrayList<>();
        Map<Integer, ReplayRun.Tally> tallies = new HashMap<>();
        int records = 0;
        for (ConsumerRecord<String, byte[]> record : polled) {
            if (record.offset() < ends.getOrDefault(record.partition(), 0L)) {
                Sorted sorted = sorter.apply(record);
                tallies.merge(record.partition(), sorted.tally(), ReplayRun.Tally::plus);
                sorted.forHandler(events);
                records++;
            }
        }
        List<ReplayStore.Step> steps = new ArrayList<>();
        next.forEach((partition, from) -> {
            long to = Math.min(consumer.position(partition(partition)), ends.getOrDefault(partition, 0L));
            if (to > from) {
                steps.add(new ReplayStore.Step(
                        partition, from, to, tallies.getOrDefault(partition, ReplayRun.Tally.NONE)));
            }
        });
        return new Batch(events, steps, records);
    }

    /** The steps are durable: goes on behind them, and shows the group's offsets to whoever looks at Kafka. */
    void moved(List<ReplayStore.Step> steps) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        steps.forEach(step -> {
            next.put(step.partition(), step.to());
            offsets.put(partition(step.partition()), new OffsetAndMetadata(step.to()));
        });
        pauseFinished();
        try {
            consumer.commitSync(offsets);
        } catch (CommitFailedException | RetriableException e) {
            // The table is what counts; the group's offsets are for people who watch.
            return;
        }
    }

    boolean done() {
        return remaining() == 0;
    }

    long remaining() {
        return next.entrySet().stream()
                .mapToLong(part -> Math.max(0, ends.getOrDefault(part.getKey(), 0L) - part.getValue()))
                .sum();
    }

    /** Takes in what was published since; answers the new ends of the partitions that have grown. */
    Map<Integer, Long> extend() {
        Map<Integer, Long> grown = new HashMap<>();
        consumer.endOffsets(consumer.assignment()).forEach((part, end) -> {
            if (end > ends.getOrDefault(part.partition(), 0L)) {
                ends.put(part.partition(), end);
                grown.put(part.partition(), end);
                consumer.seek(part, next.getOrDefault(part.partition(), 0L));
                consumer.resume(List.of(part));
            }
        });
        return grown;
    }

    private void pauseFinished() {
        consumer.pause(next.entrySet().stream()
                .filter(part -> part.getValue() >= ends.getOrDefault(part.getKey(), 0L))
                .map(part -> partition(part.getKey()))
                .toList());
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    KafkaConsumer<String, byte[]> consumer() {
        return consumer;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
