package io.cpqoms.testkit;

import java.time.Duration;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** No waiting by Testcontainers: {@link Readiness} asks the server itself, after the first start as after every other. */
final class Immediately extends AbstractWaitStrategy {
    Immediately() {
        withStartupTimeout(Duration.ofSeconds(60));
    }

    @Override
    protected void waitUntilReady() {
        // Nothing to wait for.
    }
}
