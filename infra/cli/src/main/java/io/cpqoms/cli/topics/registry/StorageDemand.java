package io.cpqoms.cli.topics.registry;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;

/**
 * The disk that the registry's topics fill when every topic holds its recorded average load for its whole retention.
 *
 * @param perBroker on each of as many brokers as a topic has replicas
 * @param largest the topic that takes most
 */
public record StorageDemand(long perBroker, String largest) {

    public static StorageDemand of(TopicRegistry registry) {
        long sum = registry.all().stream().mapToLong(StorageDemand::of).sum();
        String largest = registry.all().stream()
                .max(Comparator.comparingLong(StorageDemand::of))
                .map(RegisteredTopic::name)
                .orElse("");
        return new StorageDemand(sum, largest);
    }

    /** What one replica of the topic holds at the end of its first retention period. */
    public static long of(RegisteredTopic topic) {
        long seconds = topic.retention().map(Duration::toSeconds).orElse(0L);
        return (long) (topic.sizing().averagePerSecond() * topic.sizing().averageBytes() * seconds);
    }

    public static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
