package io.cpqoms.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The JVM's OpenSearch node. Indexes stay until the JVM ends. */
public final class OpenSearchNode implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("CPQ_OPENSEARCH_URL", TestServers.ofThisJvm().openSearchAddress());
    }

    @Override
    public void stop() {
        // The node lives as long as the JVM.
    }
}
