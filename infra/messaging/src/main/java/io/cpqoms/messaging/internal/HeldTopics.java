package io.cpqoms.messaging.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of a shard that are missing or may not be written, and when to try them again. A topic is held until nothing
 * of it waits any more, so that whatever comes meanwhile queues up behind what waits.
 *
 * <p>Used by one thread at a time; only the probes work beside it.
 */
final class HeldTopics {

    private static final Logger LOG = LoggerFactory.getLogger(HeldTopics.class);

    private final Function<String, Future<?>> probes;
    private final long interval;
    private final LongSupplier nanoTime;
    private final Map<String, Held> held = new HashMap<>();

    /** @param probes asks the broker for a topic, and fails when the topic is not fine */
    HeldTopics(Function<String, Future<?>> probes, Duration interval, LongSupplier nanoTime) {
        this.probes = probes;
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    private static final class Held {
        private final String failure;
        private long nextProbe;
        private @Nullable Future<?> probe;
        private boolean fine;

        Held(String failure, long nextProbe) {
            this.failure = failure;
            this.nextProbe = nextProbe;
        }
    }

    /** Topics that a former holder of the shard held. */
    void takeOver(Collection<String> topics) {
        topics.forEach(topic -> held.put(topic, new Held("it was held when this relay began", nanoTime.getAsLong())));
    }

    /** Holds a topic, or holds it on. */
    void hold(String topic, String failure) {
        if (held.put(topic, new Held(failure, nanoTime.getAsLong() + interval)) == null) {
            LOG.atError()
                    .addKeyValue("topic", topic)
                    .addKeyValue("reason", failure)
                    .log("outbox topic held; it goes on by itself when the broker takes its records");
        }
    }

    /** Lets a topic flow of which nothing waits. */
    void free(String topic) {
        held.remove(topic);
        LOG.atInfo().addKeyValue("topic", topic).log("outbox topic flows again");
    }

    /** Why the topic is held, if it is. */
    Optional<String> failure(String topic) {
        return Optional.ofNullable(held.get(topic)).map(topicHeld -> topicHeld.failure);
    }

    List<String> topics() {
        return List.copyOf(held.keySet());
    }

    /** Whether the broker knew the topic when it was last asked; asks again when that is due, without waiting. */
    boolean looksFine(String topic) {
        Held topicHeld = held.get(topic);
        if (topicHeld == null || topicHeld.fine) {
            return true;
        }
        Future<?> probe = topicHeld.probe;
        if (probe == null) {
            if (nanoTime.getAsLong() - topicHeld.nextProbe >= 0) {
                topicHeld.probe = probes.apply(topic);
            }
        } else if (probe.isDone()) {
            topicHeld.fine = succeeded(probe);
            topicHeld.probe = null;
            topicHeld.nextProbe = nanoTime.getAsLong() + interval;
        }
        return topicHeld.fine;
    }

    private static boolean succeeded(Future<?> probe) {
        try {
            probe.get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
