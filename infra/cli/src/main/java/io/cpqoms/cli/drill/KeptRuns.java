package io.cpqoms.cli.drill;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one call of a drill keeps the runs that fail.
 *
 * @param place not there as long as nothing failed
 */
record KeptRuns(Path place) {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static KeptRuns below(Path home, Instant now) {
        return new KeptRuns(home.resolve("drills").resolve(NAME.format(now)));
    }

    /** One directory for each run that failed. */
    List<Path> directories() {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(place)) {
            return runs.sorted().toList();
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + place + ": " + e.getMessage(), e);
        }
    }
}
