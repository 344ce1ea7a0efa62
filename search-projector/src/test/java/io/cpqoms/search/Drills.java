package io.cpqoms.search;

import static io.cpqoms.testkit.Eventually.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Holds a run at a named point until the test lets it go on, so that what must happen meanwhile does. */
final class Drills {

    private static final Path POINTS = Path.of(Objects.requireNonNull(
            System.getenv("CPQ_MESSAGING_DRILL_DIRECTORY"), "CPQ_MESSAGING_DRILL_DIRECTORY is set by the pom"));

    private Drills() {}

    /** What a failed test has armed would hold up the runs of the next one. */
    static void disarm() {
        try {
            Files.createDirectories(POINTS);
            try (Stream<Path> armed = Files.list(POINTS)) {
                for (Path point : armed.toList()) {
                    Files.deleteIfExists(point);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void arm(String point) {
        try {
            Files.createFile(POINTS.resolve(point));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void awaitReached(String point) {
        await(point).until(() -> Files.exists(reached(point)));
    }

    static void release(String point) {
        try {
            Files.delete(reached(point));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path reached(String point) {
        return POINTS.resolve(point + ".reached");
    }
}
