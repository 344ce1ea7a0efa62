package io.cpqoms.workflow.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The engine's bounds; every figure has a default that a test pins. */
@ConfigMapping(prefix = "cpq.engine")
interface EngineSettings {

    /** Stored in the database at the first start: the same level must be set in Cockpit. */
    @WithDefault("activity")
    String historyLevel();

    @WithDefault("true")
    boolean jobExecutor();

    @WithDefault("8")
    int jobConcurrency();

    Worker worker();

    /** How external tasks are fetched and tried again. */
    interface Worker {

        @WithDefault("true")
        boolean enabled();

        /** Owner of the locks. Locks that carry this name are released at start: their owner is gone. */
        @WithDefault("${HOSTNAME:workflow-bridge}")
        String name();

        @WithDefault("16")
        int concurrency();

        @WithDefault("20")
        int fetchSize();

        /** Longer than the slowest command with its transport timeout. */
        @WithDefault("PT60S")
        Duration lock();

        /**
         * Two fetches are at least this far apart, and once more for each task in hand: the busier the worker is, the more
         * small commits share one fetch.
         */
        @WithDefault("PT0.004S")
        Duration fetchSpacing();

        @WithDefault("PT0.05S")
        Duration shortestWait();

        @WithDefault("PT0.5S")
        Duration longestWait();

        /** Then the task becomes an incident; tries that reach nobody do not count. */
        @WithDefault("12")
        int attempts();

        /** How long somebody may be away before the log says so as an error, once a minute. */
        @WithDefault("PT5M")
        Duration awayAlarm();

        @WithDefault("PT0.2S")
        Duration firstBackoff();

        @WithDefault("PT30S")
        Duration longestBackoff();
    }
}
