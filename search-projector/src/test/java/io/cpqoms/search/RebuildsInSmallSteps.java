package io.cpqoms.search;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** One application for all tests of rebuilds: each that is started costs as much as a test. */
public final class RebuildsInSmallSteps implements QuarkusTestProfile {

    /**
     * Three hundred records take more than one step, also where no other test has left any on the topic; a run sees soon what is
     * asked of it; and nobody moves the alias but the start and the run itself.
     */
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "cpq.messaging.replay.batch-size",
                "200",
                "cpq.messaging.replay.look-every",
                "PT0.2S",
                "search.opensearch.alias-look-every",
                "PT1H");
    }
}
