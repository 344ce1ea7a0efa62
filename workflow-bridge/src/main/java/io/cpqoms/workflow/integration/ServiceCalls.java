package io.cpqoms.workflow.integration;

import io.cpqoms.command.settings.Below;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where the domain services are and who we are to them. */
@ConfigMapping(prefix = "cpq.calls")
interface ServiceCalls {

    /** Where the quote service answers. */
    @WithDefault("http://127.0.0.1:8081")
    URI quoteUrl();

    /** Where the order service answers. */
    @WithDefault("http://127.0.0.1:8082")
    URI orderUrl();

    /** A file that holds our bearer token; read again when it changes. */
    Optional<Path> tokenFile();

    /** Longest wait for a connection to either. */
    @WithDefault("PT2S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration connectTimeout();

    /** Longest wait for the answer to a command. */
    @WithDefault("PT20S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 10)
    @Below("cpq.engine.worker.lock")
    Duration requestTimeout();

    /** How long a person's request may wait for what another service knows; then it goes on without. */
    @WithDefault("PT2S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration askTimeout();
}
