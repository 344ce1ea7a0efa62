package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How much a consumer may take now: a circuit breaker over all its channels, a ramp after an outage, and the limit of what
 * lies downstream.
 *
 * <p>Closed: everything up to the limit. After some transient failures in a row it opens: nobody takes anything until the
 * wait is over, then one record probes. The probe's success closes it and starts the ramp, which begins with a few records
 * a second and doubles every second, so that a recovering dependency isn't flooded by the backlog.
 */
final class Intake {

    private static final double MILLIS = 1_000.0;

    private final MessagingConfig.Inbox config;
    private final int maxPerSecond;
    private final Clock clock;
    private final RandomGenerator random;

    private int failures;
    private boolean open;
    private Instant openSince = Instant.EPOCH;
    private boolean probing;
    private Duration wait;
    private Instant closedUntilThen;
    private Instant rampSince;
    private Instant lastRefill;
    private double tokens = 1;

    Intake(MessagingConfig.Inbox config, int maxPerSecond, Clock clock, RandomGenerator random) {
        this.config = config;
        this.maxPerSecond = maxPerSecond;
        this.clock = clock;
        this.random = random;
        this.wait = config.retryBackoff();
        this.closedUntilThen = Instant.EPOCH;
        this.rampSince = Instant.EPOCH;
        this.lastRefill = clock.instant();
    }

    /** How many records may be taken at once; none before the wait is over. */
    record Permit(int records, Duration pause) {}

    synchronized Permit ask(int wanted) {
        Instant now = clock.instant();
        if (now.isBefore(closedUntilThen)) {
            return new Permit(0, Duration.between(now, closedUntilThen));
        }
        if (open) {
            if (probing) {
                return new Permit(0, config.retryBackoff());
            }
            probing = true;
            return new Permit(1, Duration.ZERO);
        }
        double rate = ratePerSecond(now);
        if (rate == Double.POSITIVE_INFINITY) {
            return new Permit(wanted, Duration.ZERO);
        }
        // Never more than a second's worth at once, however long nothing was taken.
        tokens = Math.min(Math.max(1, rate), tokens + rate * millis(lastRefill, now) / MILLIS);
        lastRefill = now;
        if (tokens < 1) {
            return new Permit(0, Duration.ofMillis((long) Math.ceil((1 - tokens) / rate * MILLIS)));
        }
        int granted = (int) Math.min(wanted, tokens);
        tokens -= granted;
        return new Permit(granted, Duration.ZERO);
    }

    /** Notes a transient failure and answers how long its batch waits. */
    synchronized Duration failed() {
        failures++;
        probing = false;
        Duration jittered = Duration.ofMillis((long) (wait.toMillis() * (0.5 + random.nextDouble())));
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(config.retryBackoffMaximum()) > 0 ? config.retryBackoffMaximum() : doubled;
        if (failures >= config.breakerFailures()) {
            open();
            closedUntilThen = clock.instant().plus(jittered);
        }
        return jittered;
    }

    /** Takes nothing for so long, then one record that probes: not what lies downstream is suspected, but the release. */
    synchronized void suspend(Duration pause) {
        open();
        probing = false;
        closedUntilThen = clock.instant().plus(pause);
    }

    private void open() {
        if (!open) {
            open = true;
            openSince = clock.instant();
        }
    }

    /** Notes that records went through: what was away is back. */
    synchronized void succeeded() {
        failures = 0;
        wait = config.retryBackoff();
        if (open) {
            open = false;
            probing = false;
            rampSince = clock.instant();
            lastRefill = rampSince;
            tokens = 0;
        }
    }

    /** A probe that ended without telling anything about what lies downstream. */
    synchronized void undecided() {
        probing = false;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** For how long nothing but probes has been taken; zero when everything is. */
    synchronized Duration openFor() {
        return open ? Gauges.Waiting.since(openSince, clock) : Duration.ZERO;
    }

    private double ratePerSecond(Instant now) {
        double limit = maxPerSecond > 0 ? maxPerSecond : Double.POSITIVE_INFINITY;
        double elapsed = millis(rampSince, now);
        if (elapsed >= config.rampUp().toMillis()) {
            return limit;
        }
        return Math.min(limit, config.rampUpInitial() * Math.pow(2, elapsed / MILLIS));
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }
}
