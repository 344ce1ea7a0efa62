package io.cpqoms.cli.topics.cluster;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Counts records by their offsets: how many there are, how many are old, how many a group has not read. */
public final class RecordCounts {
    /** The end of a producer's transaction takes an offset behind its records, which no consumer ever commits. */
    private static final int MARKER = 1;

    private final Admin admin;
    private final Clock clock;

    public RecordCounts(Admin admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /**
     * Records of a topic that are older than a retention.
     *
     * @param unreadBy how many of them a group has not read, by group, only where there are any
     */
    record Older(long records, long all, Map<String, Long> unreadBy) {}

    long all(String topic) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        return sum(partitions, partition -> ends.getOrDefault(partition, 0L) - starts.getOrDefault(partition, 0L));
    }

    Older olderThan(String topic, long retentionMillis) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> cuts =
                new HashMap<>(offsets(partitions, OffsetSpec.forTimestamp(clock.millis() - retentionMillis)));
        // No record is younger: all of them are older.
        cuts.replaceAll((partition, offset) -> offset < 0 ? ends.getOrDefault(partition, 0L) : offset);
        Map<String, Long> unread = new TreeMap<>();
        for (Map.Entry<String, Map<TopicPartition, Long>> group :
                positions(partitions).entrySet()) {
            long count = sum(partitions, partition -> unread(partition, group.getValue(), starts, cuts));
            if (count > 0) {
                unread.put(group.getKey(), count);
            }
        }
        return new Older(
                sum(partitions, partition -> cuts.getOrDefault(partition, 0L) - starts.getOrDefault(partition, 0L)),
                sum(partitions, partition -> ends.getOrDefault(partition, 0L) - starts.getOrDefault(partition, 0L)),
                unread);
    }

    private static long unread(
            TopicPartition partition,
            Map<TopicPartition, Long> positions,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> cuts) {
        long start = starts.getOrDefault(partition, 0L);
        long position = Math.max(start, positions.getOrDefault(partition, start));
        return Math.max(0, cuts.getOrDefault(partition, 0L) - position);
    }

    /**
     * How many records each group that ever read the topic still has to read. Offsets are counted, so that each unread
     * transaction adds one; a partition with nothing behind the group's offset but the end of a transaction counts as read.
     */
    public Map<String, Long> lags(String topic) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<String, Long> lags = new TreeMap<>();
        positions(partitions)
                .forEach((group, positions) -> lags.put(group, sum(partitions, partition -> {
                    long behind = ends.getOrDefault(partition, 0L) - positions.getOrDefault(partition, 0L);
                    return behind <= MARKER ? 0 : behind;
                })));
        return lags;
    }

    private Map<String, Map<TopicPartition, Long>> positions(List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> groups = new TreeMap<>();
        for (GroupListing group : admin.listGroups().all().get()) {
            groups.put(group.groupId(), new ListConsumerGroupOffsetsSpec().topicPartitions(partitions));
        }
        Map<String, Map<TopicPartition, Long>> positions = new TreeMap<>();
        admin.listConsumerGroupOffsets(groups).all().get().forEach((group, offsets) -> {
            Map<TopicPartition, Long> known = new HashMap<>();
            offsets.forEach((partition, offset) -> {
                if (offset instanceof OffsetAndMetadata committed) {
                    known.put(partition, committed.offset());
                }
            });
            if (!known.isEmpty()) {
                positions.put(group, known);
            }
        });
        return positions;
    }

    private List<TopicPartition> partitions(String topic) throws ExecutionException, InterruptedException {
        return admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(wanted).all().get().forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    @FunctionalInterface
    private interface Count {
        long of(TopicPartition partition);
    }

    private static long sum(List<TopicPartition> partitions, Count count) {
        return partitions.stream().mapToLong(count::of).sum();
    }
}
