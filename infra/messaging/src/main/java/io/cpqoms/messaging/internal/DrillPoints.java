package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Named places where a crash would hurt most. A drill sets {@code cpq.messaging.drill.freeze-at} to one of them; the
 * thread that reaches it freezes there and says so in the log, and the drill kills the process with SIGKILL.
 *
 * <p>A drill that arms points while the process works sets {@code cpq.messaging.drill.directory} instead: the first thread
 * that reaches a point with a file of its name there renames the file to {@code <point>.reached} and waits until that is
 * gone.
 */
@ApplicationScoped
public class DrillPoints {

    private static final Logger LOG = LoggerFactory.getLogger(DrillPoints.class);
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    private final Optional<String> freezeAt;
    private final Optional<Path> directory;

    @Inject
    DrillPoints(MessagingConfig config) {
        this(config.drill().freezeAt(), config.drill().directory());
    }

    DrillPoints(Optional<String> freezeAt, Optional<Path> directory) {
        this.freezeAt = freezeAt;
        this.directory = directory;
    }

    /** Goes on at once unless a drill is waiting for this point. */
    public void reached(String point) {
        if (freezeAt.isPresent() && freezeAt.get().equals(point)) {
            LOG.atWarn().addKeyValue("point", point).log("drill point reached, frozen");
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park(this);
            }
        }
        if (directory.isPresent()) {
            waitIfArmed(directory.get(), point);
        }
    }

    private void waitIfArmed(Path armed, String point) {
        Path reached = armed.resolve(point + ".reached");
        try {
            Files.move(armed.resolve(point), reached, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException notArmed) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.atWarn().addKeyValue("point", point).log("drill point reached, waiting");
        while (Files.exists(reached) && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }
}
