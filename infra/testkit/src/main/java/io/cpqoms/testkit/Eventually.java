package io.cpqoms.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waits in tests for what a server or another thread does on its own. The deadline says when something is broken, not how
 * fast it should be: a full machine, a first join of a group and a cold server all fit into it.
 */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Eventually() {}

    /** To be finished with {@code until(…)} or {@code untilAsserted(…)}. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(DEADLINE);
    }

    /** @param what is waited for; stands in the failure */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(DEADLINE);
    }
}
