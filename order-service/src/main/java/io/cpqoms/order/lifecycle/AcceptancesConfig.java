package io.cpqoms.order.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long acceptances are kept; the prefix is {@code cpq.order.acceptances}. */
@ConfigMapping(prefix = "cpq.order.acceptances")
public interface AcceptancesConfig {

    /** How long one stays after it became an order: longer than its topic keeps it. */
    @WithDefault("P100D")
    @DurationMin(days = 91)
    @DurationMax(days = 3650)
    Duration retention();
}
