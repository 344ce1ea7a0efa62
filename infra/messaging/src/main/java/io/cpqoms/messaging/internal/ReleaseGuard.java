package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells a wrong release from wrong records. The same failure on several keys in a row, with nothing handled in between, says
 * that the handler fails for everything: instead of burying the stream key by key the consumer takes nothing but a probe.
 *
 * <p>A probe that is handled ends that at once. A record that has probed a few times in vain is given up, at the scope of its
 * failure, and the next one probes: so a handful of truly bad records can't stop a stream, and a wrong release costs a few
 * keys an hour until somebody comes, not all of them in a minute.
 */
final class ReleaseGuard {

    private static final int PROBES_OF_A_RECORD = 3;

    private final MessagingConfig.Inbox config;
    private final Set<String> keys = new HashSet<>();
    private String group = "";
    /** How often each record that failed since then has probed; channels and parked keys of a consumer take turns. */
    private final Map<UUID, Integer> probes = new HashMap<>();

    private @Nullable String suspicion;
    private Duration wait;

    ReleaseGuard(MessagingConfig.Inbox config) {
        this.config = config;
        this.wait = config.releaseProbe();
    }

    /**
     * Asks what to do with a record that failed by itself or for an unknown reason.
     *
     * @param failureGroup equal for failures of the same kind
     * @param what the failure in words that anybody may read
     * @return how long to wait before it probes again; empty when it is to be given up
     */
    synchronized Optional<Duration> failed(Delivery delivery, String failureGroup, String what) {
        if (suspicion == null && !isTheSameOnEveryKey(delivery.key(), failureGroup)) {
            return Optional.empty();
        }
        return probed(delivery, what);
    }

    /**
     * Notes that a record failed as no record can be blamed for; it suspects at once.
     *
     * @return as {@link #failed}: even such a failure may be one record's, and then the next one's probe shows it
     */
    synchronized Optional<Duration> probed(Delivery delivery, String what) {
        suspicion = what;
        if (probes.merge(delivery.messageId(), 1, Integer::sum) > PROBES_OF_A_RECORD) {
            probes.remove(delivery.messageId());
            return Optional.empty();
        }
        return Optional.of(nextWait());
    }

    /** Notes a failure of several records, or of none, that says that no record can be handled; answers when to probe. */
    synchronized Duration broken(String what) {
        suspicion = what;
        return nextWait();
    }

    /** Notes that something was handled: the release is right. */
    synchronized void handled() {
        keys.clear();
        probes.clear();
        suspicion = null;
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
