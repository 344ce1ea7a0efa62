package io.cpqoms.notification.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the mail server is, who we are there, and how long it may take to answer. */
@ConfigMapping(prefix = "notification.smtp")
interface SmtpSettings {

    @WithDefault("127.0.0.1")
    String host();

    @WithDefault("25")
    int port();

    Optional<String> user();

    Optional<String> password();

    /** Whether a server that can't encrypt the conversation is refused; one that can is always asked to. */
    @WithDefault("false")
    boolean requireTls();

    @WithDefault("PT10S")
    Duration connectTimeout();

    /** Longest wait for one answer; behind the message itself it ends in doubt, so it is generous. */
    @WithDefault("PT60S")
    Duration answerTimeout();
}
