package io.cpqoms.workflow.process;

import io.cpqoms.command.settings.Below;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long it can be looked up what became of a process; the prefix is {@code cpq.history}. */
@ConfigMapping(prefix = "cpq.history")
public interface HistorySettings {

    /**
     * The link of a process after its end: longer than any topic keeps the event that started it, because it is what refuses a second
     * start, and longer than the engine's own history, which it leads to and which keeps 180 days.
     */
    @WithDefault("P200D")
    @DurationMin(days = 181)
    @DurationMax(days = 3650)
    Duration links();

    /** What became of each message. */
    @WithDefault("P100D")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    @Below(value = "cpq.history.links", orEqual = true)
    Duration messages();
}
