package io.cpqoms.messaging.internal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named places where a crash would hurt most. A drill sets {@code cpq.messaging.drill.freeze-at} to one of them; the
 * thread that reaches it freezes there and says so in the log, and the drill kills the process with SIGKILL.
 */
@ApplicationScoped
public class DrillPoints {

    private static final Logger LOG = LoggerFactory.getLogger(DrillPoints.class);

    private final Optional<String> freezeAt;

    DrillPoints(@ConfigProperty(name = "cpq.messaging.drill.freeze-at") Optional<String> freezeAt) {
        this.freezeAt = freezeAt;
    }

    public void reached(String point) {
        if (freezeAt.isPresent() && freezeAt.get().equals(point)) {
            LOG.atWarn().addKeyValue("point", point).log("drill point reached, frozen");
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park(this);
            }
        }
    }
}
