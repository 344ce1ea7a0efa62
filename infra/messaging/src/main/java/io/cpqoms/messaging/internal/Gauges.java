package io.cpqoms.messaging.internal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The one way to a gauge of this library. A registry holds what a gauge asks only weakly unless it is told otherwise: such a
 * gauge is NaN after the next collection, and an alert on it never fires.
 */
final class Gauges {

    private static final double MILLIS = 1_000.0;

    private final MeterRegistry meters;

    Gauges(MeterRegistry meters) {
        this.meters = meters;
    }

    /** How many of something there are. */
    void count(String name, String description, Tags tags, Supplier<? extends Number> count) {
        forget(name, tags);
        Gauge.builder(name, count, asked -> asked.get().doubleValue())
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(meters);
    }

    /** How old something is, in seconds. */
    void age(String name, String description, Tags tags, Supplier<Duration> age) {
        forget(name, tags);
        Gauge.builder(name, age, asked -> asked.get().toMillis() / MILLIS)
                .description(description)
                .baseUnit("seconds")
                .tags(tags)
                .strongReference(true)
                .register(meters);
    }

    /**
     * Micrometer's registry outlives an application that is started again in the same process (dev mode, tests): the gauge of the
     * former one would stay, and go on telling what that one knew.
     */
    private void forget(String name, Tags tags) {
        meters.find(name).tags(tags).gauges().forEach(meters::remove);
    }

    /**
     * So many of something, the oldest of them since then. Its age grows without another look: what was old when somebody
     * last looked is older now.
     */
    record Waiting(long count, Instant oldest) {

        static final Waiting NOTHING = new Waiting(0, Instant.MAX);

        /** As a database counts: the age by its clock, the moment by ours. */
        static Waiting aged(long count, double ageSeconds, Instant now) {
            return count == 0
                    ? NOTHING
                    : new Waiting(count, now.minusMillis(Math.max(0, (long) (ageSeconds * MILLIS))));
        }

        Waiting and(Waiting other) {
            return new Waiting(count + other.count, oldest.isBefore(other.oldest) ? oldest : other.oldest);
        }

        Duration age(Clock clock) {
            return count == 0 ? Duration.ZERO : since(oldest, clock);
        }

        /** Clocks differ a little from machine to machine; an age below zero would only puzzle. */
        static Duration since(Instant then, Clock clock) {
            Duration age = Duration.between(then, clock.instant());
            return age.isNegative() ? Duration.ZERO : age;
        }
    }
}
