package io.cpqoms.cli.topics.check;

import io.cpqoms.cli.topics.registry.Capacity;
import io.cpqoms.cli.topics.registry.Durations;
import io.cpqoms.cli.topics.registry.Measured;
import io.cpqoms.cli.topics.registry.PartitionSize;
import io.cpqoms.cli.topics.registry.PlannedLoad;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.Sizing;
import io.cpqoms.cli.topics.registry.StorageDemand;
import io.cpqoms.cli.topics.registry.TopicKind;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** No topic without bounds: time, size, replicas, partitions and the disk that all of them together may take. */
final class BoundRules {
    private static final int FEWEST_REPLICAS = 3;
    private static final int FEWEST_IN_SYNC = 2;
    /** Above this share of the disk a broker has no room for a failed neighbour's partitions. */
    private static final double DISK_SHARE = 0.7;
    /** More partitions than this many times the need cost leaders, files and rebalances for nothing. */
    private static final int GENEROSITY = 4;

    private BoundRules() {}

    static Stream<Finding> retention(Contracts contracts) {
        TopicRegistry registry = contracts.registry();
        return registry.all().stream().flatMap(topic -> retention(topic, registry).stream());
    }

    private static Optional<Finding> retention(RegisteredTopic topic, TopicRegistry registry) {
        Optional<Duration> maximum = registry.maximumRetention(topic.retentionClass());
        if (maximum.isEmpty()) {
            return Optional.of(new Finding(
                    "retention",
                    topic.name(),
                    "is of retention class " + topic.retentionClass() + ", which does not exist",
                    "take one that is listed under retentionClasses"));
        }
        Duration retention = topic.retention().orElse(Duration.ZERO);
        if (retention.isZero() || retention.compareTo(maximum.get()) > 0) {
            return Optional.of(new Finding(
                    "retention",
                    topic.name(),
                    "keeps records for " + words(retention) + ", outside of the bound of class "
                            + topic.retentionClass(),
                    "keep them for at most " + words(maximum.get())
                            + "; what must be kept longer belongs into the owner's database or the audit log"));
        }
        return Optional.empty();
    }

    private static String words(Duration duration) {
        return Durations.words(duration.toMillis());
    }

    static Stream<Finding> cleanup(Contracts contracts) {
        return contracts.registry().all().stream()
                .filter(topic -> topic.cleanupPolicy().contains("compact") != (topic.kind() == TopicKind.PROJECTION))
                .map(topic -> new Finding(
                        "cleanup",
                        topic.name(),
                        "is of kind " + topic.kind().word() + " with cleanup policy " + topic.cleanupPolicy(),
                        "compaction forgets facts: it is for projections, and projections need it"));
    }

    static Stream<Finding> replication(Contracts contracts) {
        return contracts.registry().all().stream()
                .filter(topic -> topic.replication() < FEWEST_REPLICAS
                        || topic.minInsyncReplicas() < FEWEST_IN_SYNC
                        || topic.minInsyncReplicas() >= topic.replication())
                .map(topic -> new Finding(
                        "replication",
                        topic.name(),
                        "has " + topic.replication() + " replicas of which " + topic.minInsyncReplicas()
                                + " must be in sync",
                        "take at least " + FEWEST_REPLICAS + " and " + FEWEST_IN_SYNC
                                + ", and fewer in sync than replicas, so that one broker may be away"));
    }

    static Stream<Finding> messageSize(Contracts contracts) {
        int maximum = contracts.registry().capacity().maximumMessageBytes();
        return contracts.registry().all().stream()
                .filter(topic ->
                        topic.maxMessageBytes() > maximum || topic.sizing().averageBytes() > topic.maxMessageBytes())
                .map(topic -> new Finding(
                        "message-size",
                        topic.name(),
                        "takes messages of " + topic.maxMessageBytes() + " bytes with "
                                + topic.sizing().averageBytes() + " on average",
                        "stay between the average and " + maximum
                                + "; what is larger is a document, so send a reference to it"));
    }

    static Stream<Finding> partitions(Contracts contracts) {
        Capacity capacity = contracts.registry().capacity();
        return contracts.registry().all().stream().flatMap(topic -> {
            PartitionSize size = PartitionSize.of(topic.sizing(), capacity);
            int most = Math.min(capacity.maximumPartitions(), size.partitions() * GENEROSITY);
            return topic.partitions() >= size.partitions() && topic.partitions() <= most
                    ? Stream.empty()
                    : Stream.of(new Finding(
                            "partitions",
                            topic.name(),
                            "has " + topic.partitions() + " partitions, outside of " + size.partitions() + " to " + most
                                    + " that its recorded load asks for",
                            size.explanation(topic.sizing(), capacity)));
        });
    }

    /** A target below what was counted is no target. */
    static Stream<Finding> measured(Contracts contracts) {
        PlannedLoad planned = contracts.registry().planned();
        return contracts.registry().all().stream()
                .flatMap(topic -> topic.measured().stream().flatMap(measured -> measured(topic, measured, planned)));
    }

    private static Stream<Finding> measured(RegisteredTopic topic, Measured measured, PlannedLoad planned) {
        Sizing sizing = topic.sizing();
        return Stream.of(
                        below(topic, "averageBytes", sizing.averageBytes(), measured.averageBytes()),
                        below(topic, "peakPerSecond", sizing.peakPerSecond(), planned.peak(measured)),
                        below(topic, "averagePerSecond", sizing.averagePerSecond(), planned.average(measured)),
                        below(topic, "maxMessageBytes", topic.maxMessageBytes(), measured.largestBytes()))
                .flatMap(finding -> finding);
    }

    private static Stream<Finding> below(RegisteredTopic topic, String what, double recorded, double counted) {
        return recorded >= counted
                ? Stream.empty()
                : Stream.of(new Finding(
                        "measured",
                        topic.name(),
                        String.format(
                                Locale.ROOT,
                                "records %s %.2f, but its measurement asks for %.2f",
                                what,
                                recorded,
                                counted),
                        "raise it, or measure again with cpq topics measure"));
    }

    static Stream<Finding> disk(Contracts contracts) {
        StorageDemand demand = StorageDemand.of(contracts.registry());
        long room = (long) (contracts.registry().capacity().brokerDiskBytes() * DISK_SHARE);
        return demand.perBroker() <= room
                ? Stream.empty()
                : Stream.of(new Finding(
                        "disk",
                        TopicRegistry.FILE_NAME,
                        "asks for " + StorageDemand.gigabytes(demand.perBroker()) + " on each broker, most of it for "
                                + demand.largest(),
                        "shorten retentions or give brokers more than "
                                + StorageDemand.gigabytes(
                                        contracts.registry().capacity().brokerDiskBytes())
                                + " of disk; " + StorageDemand.gigabytes(room) + " of it may be used"));
    }
}
