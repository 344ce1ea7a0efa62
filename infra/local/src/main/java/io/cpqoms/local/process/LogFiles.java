package io.cpqoms.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The logs of one home. A child that writes its log itself bounds it as it goes (see {@link #BYTES} and {@link #KEPT}); the
 * output of the others, which nobody can take from under them, is bounded at each launch.
 */
record LogFiles(Path directory) {
    /** What one file may hold before another is begun. */
    static final long BYTES = 10_000_000;
    /** How many are kept beside the newest. */
    static final int KEPT = 4;

    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    /** What a child that keeps its log says beside it: the words of a JVM that could not start. */
    Path output(ChildSpec spec) {
        return log(spec.keepsLog() ? spec.name() + "-output" : spec.name());
    }

    /** Puts a file aside that has grown too large, under the names that the services' own rotation uses. */
    void rotate(Path log) throws IOException {
        if (Files.notExists(log) || Files.size(log) < BYTES) {
            return;
        }
        for (int kept = KEPT; kept > 0; kept--) {
            Path younger = kept == 1 ? log : aside(log, kept - 1);
            if (Files.exists(younger)) {
                Files.move(younger, aside(log, kept), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path aside(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number);
    }
}
