package io.cpqoms.workflow.engine;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nothing moves by itself: the test takes external tasks and fires timers by hand, so that it walks one path at a time. */
public final class ManualWork implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("cpq.engine.worker.enabled", "false", "cpq.engine.job-executor", "false");
    }
}
