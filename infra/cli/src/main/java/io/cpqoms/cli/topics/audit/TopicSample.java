package io.cpqoms.cli.topics.audit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the newest records of a topic look like: how they spread over partitions, keys and seconds, and how large they are. */
final class TopicSample {
    /** Distinct keys that are counted; with more than these no single one is hot. */
    private static final int MOST_KEYS = 100_000;

    private final Map<Integer, Long> byPartition = new TreeMap<>();
    private final Map<String, Long> byKey = new HashMap<>();
    private final Map<Long, Long> bySecond = new HashMap<>();
    private long records;
    private long bytes;
    private int largest;
    private String largestAt = "";

    TopicSample(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            byPartition.put(partition, 0L);
        }
    }

    /** One record as the consumer gives it; the place is "partition/offset". */
    void add(int partition, String key, int size, long timestampMillis, String place) {
        records++;
        bytes += size;
        byPartition.merge(partition, 1L, Long::sum);
        bySecond.merge(timestampMillis / 1_000, 1L, Long::sum);
        if (byKey.size() < MOST_KEYS || byKey.containsKey(key)) {
            byKey.merge(key, 1L, Long::sum);
        }
        if (size > largest) {
            largest = size;
            largestAt = place;
        }
    }

    long records() {
        return records;
    }

    int keys() {
        return byKey.size();
    }

    int partitions() {
        return byPartition.size();
    }

    Optional<Map.Entry<Integer, Long>> hottestPartition() {
        return byPartition.entrySet().stream().max(Map.Entry.comparingByValue());
    }

    Optional<Map.Entry<String, Long>> hottestKey() {
        return byKey.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, Long> entry) -> entry.getValue())
                        .thenComparing(Map.Entry::getKey));
    }

    long peakPerSecond() {
        return bySecond.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    long averageBytes() {
        return records == 0 ? 0 : bytes / records;
    }

    int largestBytes() {
        return largest;
    }

    String largestAt() {
        return largestAt;
    }
}
