package io.cpqoms.workflow.process;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long it can be looked up what became of a process; the prefix is {@code cpq.history}. */
@ConfigMapping(prefix = "cpq.history")
public interface HistorySettings {

    /**
     * The link of a process after its end: longer than any topic keeps the event that started it, because it is what refuses a second
     * start, and longer than the engine's own history, which it leads to.
     */
    @WithDefault("P200D")
    Duration links();

    /** What became of each message. */
    @WithDefault("P100D")
    Duration messages();
}
