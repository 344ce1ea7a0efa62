package io.cpqoms.workflow.engine;

import io.cpqoms.command.settings.Below;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The engine's bounds; every figure has a default that a test pins. Public, because Quarkus validates no groups of a mapping that isn't. */
@ConfigMapping(prefix = "cpq.engine")
public interface EngineSettings {

    /** How much the engine writes down; stored in the database at the first start: the same level must be set in Cockpit. */
    @WithDefault("activity")
    @Pattern(regexp = "none|activity|audit|full", message = "is none, activity, audit or full")
    String historyLevel();

    /** Whether this instance runs timers and other jobs of the engine. */
    @WithDefault("true")
    boolean jobExecutor();

    /** Jobs run side by side. */
    @WithDefault("8")
    @Min(1)
    @Max(256)
    int jobConcurrency();

    Worker worker();

    /** How external tasks are fetched and tried again. */
    interface Worker {

        /** Whether this instance takes external tasks. */
        @WithDefault("true")
        boolean enabled();

        /** Owner of the locks. Locks that carry this name are released at start: their owner is gone. */
        @WithDefault("${HOSTNAME:workflow-bridge}")
        @NotBlank
        String name();

        /** External tasks worked on side by side. */
        @WithDefault("16")
        @Min(1)
        @Max(256)
        int concurrency();

        /** External tasks fetched together. */
        @WithDefault("20")
        @Min(1)
        @Max(1000)
        int fetchSize();

        /** How long a fetched task is ours; longer than the slowest command with its transport timeout. */
        @WithDefault("PT60S")
        @DurationMin(seconds = 1)
        @DurationMax(hours = 1)
        Duration lock();

        /**
         * Two fetches are at least this far apart, and once more for each task in hand: the busier the worker is, the more
         * small commits share one fetch.
         */
        @WithDefault("PT0.004S")
        @DurationMin(seconds = 0)
        @DurationMax(seconds = 1)
        Duration fetchSpacing();

        /** Shortest wait after a fetch that found nothing; doubled each time. */
        @WithDefault("PT0.05S")
        @DurationMin(millis = 1)
        @DurationMax(minutes = 1)
        @Below(value = "cpq.engine.worker.longest-wait", orEqual = true)
        Duration shortestWait();

        /** Longest wait between fetches that find nothing. */
        @WithDefault("PT0.5S")
        @DurationMin(millis = 1)
        @DurationMax(minutes = 1)
        Duration longestWait();

        /** Tries after which a task becomes an incident; those that reach nobody do not count. */
        @WithDefault("12")
        @Min(1)
        @Max(1000)
        int attempts();

        /** How long somebody may be away before the log says so as an error, once a minute. */
        @WithDefault("PT5M")
        @DurationMin(seconds = 1)
        @DurationMax(days = 1)
        Duration awayAlarm();

        /** First wait before a task that failed is tried again; doubled each time. */
        @WithDefault("PT0.2S")
        @DurationMin(millis = 1)
        @DurationMax(minutes = 10)
        @Below(value = "cpq.engine.worker.longest-backoff", orEqual = true)
        Duration firstBackoff();

        /** Longest wait between tries of a task. */
        @WithDefault("PT30S")
        @DurationMin(millis = 1)
        @DurationMax(hours = 1)
        Duration longestBackoff();
    }
}
