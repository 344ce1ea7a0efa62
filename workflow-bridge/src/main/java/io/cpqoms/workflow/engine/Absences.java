package io.cpqoms.workflow.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * External tasks whose other side is away. Since when stands at the head of the task's own message: there operators read it in Cockpit,
 * the gauge finds it, and neither a restart nor another instance loses it.
 */
@ApplicationScoped
class Absences {

    /** What the gauge's query looks for, too. */
    static final String SINCE = "Not reachable since ";

    private static final Logger LOG = LoggerFactory.getLogger(Absences.class);
    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Duration alarm;
    private final Map<String, Instant> alarmed = new ConcurrentHashMap<>();

    Absences(Clock clock, EngineSettings settings) {
        this.clock = clock;
        this.alarm = settings.worker().awayAlarm();
    }

    /** The absence of which the task's last message tells, or one that begins now. */
    Absence of(ExternalWork work, Optional<String> lastMessage, String detail) {
        Instant now = clock.instant();
        Optional<Instant> known = lastMessage.flatMap(Absences::since);
        Instant since = known.orElseGet(() -> now.truncatedTo(ChronoUnit.MILLIS));
        Absence absence = new Absence(Duration.between(since, now), SINCE + since + ": " + detail);
        if (absence.age().compareTo(alarm) >= 0) {
            alarm(work, absence, now);
        } else if (known.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("topic", work.topic())
                    .addKeyValue("businessKey", work.businessKey())
                    .addKeyValue("detail", detail)
                    .log("nobody there for an external task; it is tried until somebody is");
        }
        return absence;
    }

    /** How long it has lasted, and what the task shall say. */
    record Absence(Duration age, String message) {}

    /** Thousands of tasks may wait for the same: one of each topic speaks for all, once a minute. */
    private void alarm(ExternalWork work, Absence absence, Instant now) {
        Instant told = alarmed.get(work.topic());
        boolean due = told == null
                ? alarmed.putIfAbsent(work.topic(), now) == null
                : told.isBefore(now.minus(TOLD_EVERY)) && alarmed.replace(work.topic(), told, now);
        if (due) {
            LOG.atError()
                    .addKeyValue("topic", work.topic())
                    .addKeyValue("businessKey", work.businessKey())
                    .addKeyValue("age", absence.age())
                    .addKeyValue("detail", absence.message())
                    .log(
                            "external tasks wait for somebody who is away for long; they go on by themselves when he is back");
        }
    }

    static Optional<Instant> since(String message) {
        int end = message.indexOf(": ");
        if (!message.startsWith(SINCE) || end < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(message.substring(SINCE.length(), end)));
        } catch (DateTimeException somebodyElsesWords) {
            return Optional.empty();
        }
    }
}
