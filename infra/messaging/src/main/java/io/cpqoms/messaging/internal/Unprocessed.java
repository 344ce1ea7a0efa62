package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ConsumerGroups;
import io.cpqoms.messaging.TransientFailure;
import io.cpqoms.messaging.internal.Gauges.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows how far each consumer is behind on each partition, in records and in seconds: what lies on Kafka and has no durable
 * end yet. It asks Kafka, not the channels, so it goes on telling while a consumer is paused, stopped or has lost its place.
 *
 * <p>Every instance tells of all partitions of its consumers. The ages grow between two looks, and while Kafka is away. A
 * look that was not answered in full is none: the age of these figures then tells that they are not known.
 */
@ApplicationScoped
public class Unprocessed {

    private final Consumers consumers;
    private final ConsumerGroups groups;
    private final TopicHeads heads;
    private final Gauges gauges;
    private final Clock clock;
    private final Looks looks;
    private final Map<Place, Seen> seen = new ConcurrentHashMap<>();

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

    /**
     * What somebody last saw waiting.
     *
     * @param onItsWay whether its oldest was younger than two looks: a record that a consumer was just at, as likely as not
     */
    private record Seen(Waiting waiting, boolean onItsWay) {

        static final Seen NOTHING = new Seen(Waiting.NOTHING, false);

        /**
         * What stood goes on growing old, since nobody has seen it move. What was on its way is told no more until it is seen
         * again: it would grow into an alert on a consumer that has long handled it. That the figures are old is told apart.
         */
        Seen unanswered() {
            return onItsWay ? NOTHING : this;
        }
    }

    /** A place to look at, and the group whose position there counts. */
    private record Channel(String consumer, String group) {}

    void begin() {
        looks.begin(Looks.Source.TOPICS);
    }

    /**
     * Asks Kafka. What is gone waits nowhere any more; for what gave no answer, {@link Seen#unanswered} says what is told.
     *
     * @param interval between two looks
     * @throws TransientFailure when anything was asked in vain; what was answered is told all the same
     */
    void look(Duration interval) {
        TopicHeads.Look look;
        try {
            look = heads.look(groups.topicByGroup());
        } catch (RuntimeException nothingAnswered) {
            seen.replaceAll((place, last) -> last.unanswered());
            throw nothingAnswered;
        }
        Map<Place, Seen> now = answered(look, clock.instant().minus(interval.multipliedBy(2)));
        seen.replaceAll((place, last) -> {
            Seen found = now.get(place);
            return found == null ? unfound(place, last, look) : found;
        });
        now.forEach((place, found) -> {
            if (seen.putIfAbsent(place, found) == null) {
                show(place);
            }
        });
        if (!look.unanswered().isEmpty()) {
            throw new TransientFailure("Kafka did not answer for " + look.unanswered());
        }
        looks.succeeded(Looks.Source.TOPICS);
    }

    private static Seen unfound(Place place, Seen last, TopicHeads.Look look) {
        boolean gone = TopicHeads.isGone(new TopicPartition(place.topic(), place.partition()), look.partitions());
        return gone ? Seen.NOTHING : last.unanswered();
    }

    private Map<Place, Seen> answered(TopicHeads.Look look, Instant young) {
        Map<Place, Seen> answered = new HashMap<>();
        for (Channel channel : channels()) {
            look.waiting()
                    .getOrDefault(channel.group(), Map.of())
                    .forEach((part, waiting) -> answered.put(
                            new Place(channel.consumer(), part.topic(), part.partition()),
                            new Seen(waiting, waiting.oldest().isAfter(young))));
        }
        return answered;
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

    /** What was last seen waiting for a consumer on a topic, on all its partitions. */
    Waiting of(String consumer, String topic) {
        return seen.entrySet().stream()
                .filter(entry -> entry.getKey().consumer().equals(consumer)
                        && entry.getKey().topic().equals(topic))
                .map(entry -> entry.getValue().waiting())
                .reduce(Waiting.NOTHING, Waiting::and);
    }

    private Waiting of(Place place) {
        return seen.getOrDefault(place, Seen.NOTHING).waiting();
    }
}
