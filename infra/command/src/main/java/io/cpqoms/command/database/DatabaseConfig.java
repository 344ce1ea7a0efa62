package io.cpqoms.command.database;

import io.cpqoms.command.settings.Below;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How long is waited for the database; the prefix is {@code cpq.database}. The wait for a connection comes before these and is the
 * pool's own setting, {@code quarkus.datasource.jdbc.acquisition-timeout}, two seconds by default.
 */
@ConfigMapping(prefix = "cpq.database")
public interface DatabaseConfig {

    /** What a REST request waits at most, unless its resource asked for more. */
    Request request();

    /**
     * Silence after which anything else (a consumer, a job, a rebuild) gives a connection up: longer than the server's own limit on a
     * statement, which speaks first.
     */
    @WithDefault("PT6M")
    @DurationMin(minutes = 5, seconds = 30)
    @DurationMax(days = 1)
    Duration background();

    /** Bounds of a request. */
    interface Request {

        /** Wait of a command for a row that somebody else has locked. */
        @WithDefault("PT2S")
        @DurationMin(millis = 100)
        @DurationMax(seconds = 30)
        @Below("cpq.database.request.statement")
        Duration lock();

        /** Silence of the server after which the request ends; a frozen or unreachable server is noticed by nothing else. */
        @WithDefault("PT3S")
        @DurationMin(millis = 500)
        @DurationMax(minutes = 1)
        @Below(value = "cpq.database.request.transaction", orEqual = true)
        Duration statement();

        /** The whole transaction of a command, however many statements it has; ended by the server. */
        @WithDefault("PT10S")
        @DurationMin(seconds = 1)
        @DurationMax(minutes = 2)
        Duration transaction();
    }
}
