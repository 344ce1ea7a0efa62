package io.cpqoms.cli.topics.audit;

import io.cpqoms.cli.topics.registry.RegisteredTopic;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a sample of a topic's records gives reason to look at. */
final class SampleRules {
    /** Below this many records any spread is chance. */
    private static final long FEWEST_RECORDS = 200;

    private static final double HOT_PARTITION = 2.0;
    private static final double SKEWED_KEY = 0.1;
    private static final double OVERSIZED = 0.5;

    private SampleRules() {}

    static List<AuditFinding> of(RegisteredTopic topic, TopicSample sample) {
        return Stream.of(
                        hotPartition(topic, sample),
                        skewedKey(topic, sample),
                        oversized(topic, sample),
                        load(topic, sample))
                .flatMap(findings -> findings)
                .toList();
    }

    private static Stream<AuditFinding> hotPartition(RegisteredTopic topic, TopicSample sample) {
        long fair = Math.max(1, sample.records() / Math.max(1, sample.partitions()));
        return sample
                .hottestPartition()
                .filter(hottest -> sample.partitions() > 1 && sample.records() >= FEWEST_RECORDS)
                .filter(hottest -> hottest.getValue() > HOT_PARTITION * fair)
                .map(hottest -> new AuditFinding(
                        "hot-partition",
                        topic.name(),
                        "partition %d holds %d %% of the newest %d records; %d %% would be its share"
                                .formatted(
                                        hottest.getKey(),
                                        100 * hottest.getValue() / sample.records(),
                                        sample.records(),
                                        100 / sample.partitions()),
                        "its reader is the limit of the whole group: see which keys are in it, and whether one key"
                                + " gathers what belongs to several"))
                .stream();
    }

    private static Stream<AuditFinding> skewedKey(RegisteredTopic topic, TopicSample sample) {
        return sample
                .hottestKey()
                .filter(hottest -> topic.isKeyed() && sample.records() >= FEWEST_RECORDS)
                .filter(hottest -> hottest.getValue() > SKEWED_KEY * sample.records())
                .map(hottest -> skewedKey(topic, sample, hottest))
                .stream();
    }

    private static AuditFinding skewedKey(RegisteredTopic topic, TopicSample sample, Map.Entry<String, Long> hottest) {
        return new AuditFinding(
                "key-skew",
                topic.name(),
                "the key %s has %d %% of the newest %d records, of %d keys"
                        .formatted(
                                hottest.getKey(),
                                100 * hottest.getValue() / sample.records(),
                                sample.records(),
                                sample.keys()),
                "all of them are applied one after the other; find out what writes them, for instance a loop or an"
                        + " aggregate that should be several");
    }

    private static Stream<AuditFinding> oversized(RegisteredTopic topic, TopicSample sample) {
        return sample.largestBytes() <= OVERSIZED * topic.maxMessageBytes()
                ? Stream.empty()
                : Stream.of(new AuditFinding(
                        "oversized",
                        topic.name(),
                        "the record at %s has %d bytes; %d are the limit, %d the average"
                                .formatted(
                                        sample.largestAt(),
                                        sample.largestBytes(),
                                        topic.maxMessageBytes(),
                                        sample.averageBytes()),
                        "the next larger one is refused and parks its aggregate: send a reference instead of the"
                                + " document, or bound the list in the schema"));
    }

    private static Stream<AuditFinding> load(RegisteredTopic topic, TopicSample sample) {
        boolean more = sample.peakPerSecond() > topic.sizing().peakPerSecond();
        return !more || sample.records() < FEWEST_RECORDS
                ? Stream.empty()
                : Stream.of(new AuditFinding(
                        "load",
                        topic.name(),
                        "%d records in its busiest second, but it was sized for %s"
                                .formatted(
                                        sample.peakPerSecond(), topic.sizing().peakPerSecond()),
                        "record the new peak under sizing and let cpq topics size say how many partitions it"
                                + " asks for"));
    }
}
