package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells a wrong release from wrong records. The same failure on several keys in a row, with nothing handled in between, says
 * that the handler fails for everything: instead of burying the stream key by key the consumer takes nothing but a probe.
 *
 * <p>A probe that is handled ends that at once. One that fails a few times in a row is given up as it would have been without
 * the guard, and the next record probes: so a handful of truly bad records can't stop a stream, and a wrong release buries a
 * few keys an hour until somebody comes, not all of them in a minute.
 */
final class ReleaseGuard {

    private static final int PROBES_OF_A_RECORD = 3;

    private final MessagingConfig.Inbox config;
    private final Set<String> keys = new HashSet<>();
    private String group = "";
    private @Nullable String suspicion;
    private @Nullable UUID probe;
    private int probes;
    private Duration wait;

    ReleaseGuard(MessagingConfig.Inbox config) {
        this.config = config;
        this.wait = config.releaseProbe();
    }

    /**
     * Asks what to do with a record that failed by itself or for an unknown reason.
     *
     * @param failureGroup equal for failures of the same kind
     * @return how long to wait before it probes again; empty when it is to be given up
     */
    synchronized Optional<Duration> failed(Delivery delivery, String failureGroup, String message) {
        if (suspicion == null && !isTheSameOnEveryKey(delivery.key(), failureGroup)) {
            return Optional.empty();
        }
        suspicion = message;
        if (!delivery.messageId().equals(probe)) {
            probe = delivery.messageId();
            probes = 0;
        }
        if (++probes > PROBES_OF_A_RECORD) {
            probe = null;
            return Optional.empty();
        }
        return Optional.of(nextWait());
    }

    /** Notes a failure that says of itself that no record can be handled; answers when to probe again. */
    synchronized Duration broken(String message) {
        suspicion = message;
        return nextWait();
    }

    /** Notes that something was handled: the release is right. */
    synchronized void handled() {
        keys.clear();
        suspicion = null;
        probe = null;
        wait = config.releaseProbe();
    }

    /** Why the release is suspected; empty while it isn't. */
    synchronized Optional<String> suspicion() {
        return Optional.ofNullable(suspicion);
    }

    private boolean isTheSameOnEveryKey(String key, String failureGroup) {
        if (!failureGroup.equals(group)) {
            keys.clear();
            group = failureGroup;
        }
        keys.add(key);
        return keys.size() >= config.releaseKeys();
    }

    private Duration nextWait() {
        Duration now = wait;
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(config.releaseProbeMaximum()) > 0 ? config.releaseProbeMaximum() : doubled;
        return now;
    }
}
