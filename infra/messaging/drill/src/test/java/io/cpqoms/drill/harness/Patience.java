package io.cpqoms.drill.harness;

import java.time.Duration;

/** How long the drills wait before they call something broken; far beyond what is good. */
public final class Patience {

    public static final Duration STOP = Duration.ofSeconds(30);
    public static final Duration REACH = Duration.ofSeconds(45);
    public static final Duration RECOVERY = Duration.ofSeconds(60);
    public static final Duration SETTLE = Duration.ofSeconds(90);

    private Patience() {}
}
