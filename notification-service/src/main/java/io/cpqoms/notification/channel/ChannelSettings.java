package io.cpqoms.notification.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.time.ZoneId;

/** How notifications look. */
@ConfigMapping(prefix = "notification.channel")
public interface ChannelSettings {

    /** The sender's address. */
    @WithDefault("no-reply@notification.cpq")
    @NotBlank
    String from();

    /** The zone in which times are written. */
    @WithDefault("UTC")
    ZoneId zone();
}
