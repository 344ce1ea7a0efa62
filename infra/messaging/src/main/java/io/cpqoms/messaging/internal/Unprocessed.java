package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerGroups;
import io.cpqoms.messaging.internal.Gauges.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows how far each consumer is behind on each partition, in records and in seconds: what lies on Kafka and has no durable
 * end yet. It asks Kafka, not the channels, so it goes on telling while a consumer is paused, stopped or has lost its place.
 *
 * <p>Every instance tells of all partitions of its consumers. The ages grow between two looks, and while Kafka is away.
 */
@ApplicationScoped
public class Unprocessed {

    private final Consumers consumers;
    private final ConsumerGroups groups;
    private final TopicHeads heads;
    private final Gauges gauges;
    private final Clock clock;
    private final Looks looks;
    private final Map<Place, Waiting> waiting = new ConcurrentHashMap<>();

    Unprocessed(
            Consumers consumers,
            ConsumerGroups groups,
            TopicHeads heads,
            MeterRegistry meters,
            Clock clock,
            Looks looks) {
        this.consumers = consumers;
        this.groups = groups;
        this.heads = heads;
        this.gauges = new Gauges(meters);
        this.clock = clock;
        this.looks = looks;
    }

    private record Place(String consumer, String topic, int partition) {}

    /** A place to look at, and the group whose position there counts. */
    private record Channel(String consumer, String group) {}

    void begin() {
        looks.begin(Looks.Source.TOPICS);
    }

    /** Asks Kafka; what it has not answered stays as it was, only older. */
    void look() {
        Map<String, Map<TopicPartition, Waiting>> found = heads.unprocessed(groups.topicByGroup());
        for (Channel channel : channels()) {
            found.getOrDefault(channel.group(), Map.of()).forEach((part, now) -> {
                Place place = new Place(channel.consumer(), part.topic(), part.partition());
                if (waiting.put(place, now) == null) {
                    show(place);
                }
            });
        }
        looks.succeeded(Looks.Source.TOPICS);
    }

    private List<Channel> channels() {
        return consumers.all().stream()
                .map(running -> running.consumer().declaration())
                .flatMap(declaration -> declaration.topics().stream().map(topic -> channel(declaration, topic)))
                .toList();
    }

    private Channel channel(ConsumerDeclaration declaration, String topic) {
        return new Channel(declaration.name(), groups.idOf(declaration, topic));
    }

    private void show(Place place) {
        Tags tags = Tags.of(
                "consumer", place.consumer(), "topic", place.topic(), "partition", Integer.toString(place.partition()));
        gauges.count(
                "cpq.inbox.unprocessed",
                "Records that lie on the partition and have no durable end in the consumer; marks of transactions count too",
                tags,
                () -> of(place).count());
        gauges.age(
                "cpq.inbox.oldest.unprocessed.age",
                "How long the oldest of them has been on the topic, by its record's time",
                tags,
                () -> of(place).age(clock));
    }

    private Waiting of(Place place) {
        return waiting.getOrDefault(place, Waiting.NOTHING);
    }
}
