package io.cpqoms.notification.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;

/** How notifications look and how long sending one may take. */
@ConfigMapping(prefix = "notification.channel")
public interface ChannelSettings {

    /** The sender's address. */
    @WithDefault("no-reply@notification.cpq")
    String from();

    /** The zone in which times are written. */
    @WithDefault("UTC")
    ZoneId zone();

    /**
     * Longest to wait for the mail server's answer; after that nobody knows whether it took the message. Longer than the
     * mail client's own limit for connecting (60 s), so that a server that cannot be connected to is no doubt.
     */
    @WithDefault("PT90S")
    Duration sendTimeout();
}
