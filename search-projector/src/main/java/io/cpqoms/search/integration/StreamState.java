package io.cpqoms.search.integration;

import java.time.Instant;
import java.util.Optional;

/**
 * How far this service is behind the topics it projects.
 *
 * @param backlog offsets that are in the topics and not yet projected, when last looked: at least as many as records
 * @param caughtUpAt the last look that found no backlog
 */
public record StreamState(long backlog, Optional<Instant> caughtUpAt) {

    static final StreamState UNKNOWN = new StreamState(0, Optional.empty());

    StreamState seen(long records, Instant at) {
        return new StreamState(records, records == 0 ? Optional.of(at) : caughtUpAt);
    }
}
