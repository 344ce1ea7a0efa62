package io.cpqoms.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the application write the log file that it writes in the embedded stack; {@link #lines()} reads it. */
public final class LogFile implements QuarkusTestResourceLifecycleManager {
    private static final Path FILE =
            Path.of("target", "logs", "application.log").toAbsolutePath();

    @Override
    public Map<String, String> start() {
        try {
            Files.createDirectories(FILE.getParent());
            Files.deleteIfExists(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("quarkus.log.file.enabled", "true", "quarkus.log.file.path", FILE.toString());
    }

    @Override
    public void stop() {
        // The file stays for who wants to know.
    }

    public static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
