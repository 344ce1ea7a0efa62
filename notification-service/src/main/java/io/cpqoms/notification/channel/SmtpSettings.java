package io.cpqoms.notification.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where the mail server is, who we are there, and how long it may take to answer. */
@ConfigMapping(prefix = "notification.smtp")
interface SmtpSettings {

    /** The mail server. */
    @WithDefault("127.0.0.1")
    @NotBlank
    String host();

    /** Where it listens. */
    @WithDefault("25")
    @Min(1)
    @Max(65535)
    int port();

    /** Who we are to it; without it we give no name. */
    Optional<String> user();

    /** The password of the user. */
    Optional<String> password();

    /** Whether a server that can't encrypt the conversation is refused; one that can is always asked to. */
    @WithDefault("false")
    boolean requireTls();

    /** Longest wait for a connection. */
    @WithDefault("PT10S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 2)
    Duration connectTimeout();

    /** Longest wait for one answer; behind the message itself it ends in doubt, so it is generous. */
    @WithDefault("PT60S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 5)
    Duration answerTimeout();
}
