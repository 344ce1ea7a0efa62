package io.cpqoms.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Something that runs as one child process: how it is prepared, launched and found ready. */
public interface Component {
    String name();

    /** The ports it will listen on. */
    List<Integer> ports();

    /** Where a person or a client finds it. */
    String address();

    /** Creates what the launch needs: data directory, configuration. Called before every launch, so it is idempotent. */
    default void prepare() throws IOException {}

    ChildSpec spec() throws IOException;

    /** One look; an {@link IOException} means "not yet". */
    boolean ready() throws IOException;

    /** What must exist before others may use it, such as databases. Idempotent. */
    default void afterReady() throws IOException {}

    /** How long a cold start may take. */
    default Duration patience() {
        return Duration.ofSeconds(180);
    }
}
