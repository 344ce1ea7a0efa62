package io.cpqoms.order.integration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** What this service takes for granted of a catalog's fulfilment steps; the prefix is {@code cpq.order.steps}. */
@ConfigMapping(prefix = "cpq.order.steps")
public interface StepsConfig {

    /** Partners whose work no order may do without, whatever they answer. Counts for catalog versions that arrive from then on. */
    @WithDefault("billing")
    Set<String> neverSkippedPartners();
}
