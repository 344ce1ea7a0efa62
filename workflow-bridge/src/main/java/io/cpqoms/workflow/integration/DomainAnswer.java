package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.workflow.engine.WorkResult;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a domain service said to a command: the type tells whether to go on, to give in, or to try again. */
sealed interface DomainAnswer {

    /** The command is done, now or before. */
    record Accepted(JsonNode body) implements DomainAnswer {}

    /** The service said no, and would say so again. */
    record Refused(String slug, String detail, JsonNode problem) implements DomainAnswer {

        boolean is(String otherSlug) {
            return slug.equals(otherSlug);
        }

        WorkResult stop() {
            return new WorkResult.Stop(slug + ": " + detail);
        }

        WorkResult as(String errorCode) {
            return new WorkResult.Refused(errorCode, detail, Map.of());
        }
    }

    /**
     * Not reachable, not able, or not yet.
     *
     * @param atLeast how long the service, or somebody on the way to it, asked to be left alone
     * @param outage nobody there, or nobody behind it: no number of tries says anything about the command
     */
    record Unavailable(String detail, Optional<Duration> atLeast, boolean outage) implements DomainAnswer {

        WorkResult tryAgain() {
            return outage ? new WorkResult.Away(detail, atLeast) : new WorkResult.TryAgain(detail, atLeast);
        }
    }
}
