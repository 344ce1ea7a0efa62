package io.cpqoms.workflow.integration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the domain services are and who we are to them. */
@ConfigMapping(prefix = "cpq.calls")
interface ServiceCalls {

    @WithDefault("http://127.0.0.1:8081")
    URI quoteUrl();

    @WithDefault("http://127.0.0.1:8082")
    URI orderUrl();

    /** A file that holds our bearer token; read again when it changes. */
    Optional<Path> tokenFile();

    @WithDefault("PT2S")
    Duration connectTimeout();

    /** Shorter than the lock of an external task. */
    @WithDefault("PT20S")
    Duration requestTimeout();

    /** How long a person's request may wait for what another service knows; then it goes on without. */
    @WithDefault("PT2S")
    Duration askTimeout();
}
