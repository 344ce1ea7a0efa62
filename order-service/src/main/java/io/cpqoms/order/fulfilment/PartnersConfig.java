package io.cpqoms.order.fulfilment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How partners are reached, each with its bound; the prefix is {@code cpq.partners}. */
@ConfigMapping(prefix = "cpq.partners")
public interface PartnersConfig {

    /** Where the partners answer; a partner's name is a part of the path. */
    @WithDefault("http://127.0.0.1:8090")
    URI url();

    /** Longest wait for a connection. */
    @WithDefault("PT2S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration connectTimeout();

    /** Longest wait for the answer; the partner may well have done the work when it passes. */
    @WithDefault("PT10S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 5)
    Duration readTimeout();

    /** Connections kept to the partners, which bounds the calls under way. */
    @WithDefault("64")
    @Min(1)
    @Max(10000)
    int connections();

    /** How long an idle connection is kept; less than servers usually do, so that none dies under a request. */
    @WithDefault("PT15S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 10)
    Duration idleTimeout();

    /** When a caller whose partner didn't answer should try again. */
    @WithDefault("PT2S")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration retryAfter();
}
