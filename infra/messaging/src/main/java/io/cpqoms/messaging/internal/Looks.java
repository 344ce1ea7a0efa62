package io.cpqoms.messaging.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells how old the figures are that somebody has to look for. A figure that nobody refreshes looks like a quiet one;
 * this says which it is.
 */
@Startup
@ApplicationScoped
public class Looks {

    /** Where figures come from. */
    enum Source {
        /** The outbox, in the database. */
        OUTBOX,
        /** Parked keys and dead letters, in the database. */
        INBOX,
        /** What lies on Kafka and is not processed. */
        TOPICS
    }

    private final Clock clock;
    private final Instant begun;
    private final Gauges gauges;
    private final Map<Source, Instant> read = new ConcurrentHashMap<>();

    Looks(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.begun = clock.instant();
        this.gauges = new Gauges(meters);
    }

    /** From here on somebody looks there now and then. Until the first answer the figures are as old as the process: not known. */
    void begin(Source source) {
        gauges.age(
                "cpq.messaging.figures.age",
                "How long ago the figures of this source were read; what it tells may be that old",
                Tags.of("source", source.name().toLowerCase(Locale.ROOT)),
                () -> Gauges.Waiting.since(read.getOrDefault(source, begun), clock));
    }

    void succeeded(Source source) {
        read.put(source, clock.instant());
    }
}
