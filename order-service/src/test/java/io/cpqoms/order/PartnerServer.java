package io.cpqoms.order;

import io.cpqoms.local.partners.PartnerSimulator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The partners over real HTTP. A slow one is given up sooner than in production, so that nobody waits long for it, but not
 * so soon that a stall of a full machine passes for one.
 */
public final class PartnerServer implements QuarkusTestResourceLifecycleManager {

    private @Nullable PartnerSimulator simulator;

    @Override
    public Map<String, String> start() {
        try {
            PartnerSimulator started = new PartnerSimulator(0);
            simulator = started;
            return Map.of(
                    "CPQ_PARTNERS_URL", "http://127.0.0.1:" + started.port(), "cpq.partners.read-timeout", "PT3S");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}
