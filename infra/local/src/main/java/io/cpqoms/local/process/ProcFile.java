package io.cpqoms.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what Linux says about processes under {@code /proc}; a process that vanishes meanwhile reads as absent. */
final class ProcFile {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    private ProcFile() {}

    /**
     * Start time in clock ticks since boot, of a live process. Unlike the wall-clock start it never moves when the clock is
     * set. A zombie counts as gone, because in a container nobody may ever reap it; one whose threads still end does not.
     */
    static OptionalLong startTicks(long pid) {
        return read(PROC.resolve(pid + "/stat"))
                .map(stat -> startTicks(stat, threads(pid)))
                .orElse(OptionalLong.empty());
    }

    /** Parses the content of {@code /proc/<pid>/stat}; the command name in it may hold blanks and parentheses. */
    static OptionalLong startTicks(String stat, int threads) {
        int afterName = stat.lastIndexOf(')');
        if (afterName < 0) {
            return OptionalLong.empty();
        }
        String[] fields = stat.substring(afterName + 1).strip().split(" ");
        boolean zombie = fields[STATE].equals("Z") || fields[STATE].equals("X");
        if (fields.length <= START_TICKS || (zombie && threads <= 1)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(fields[START_TICKS]));
    }

    private static int threads(long pid) {
        String[] names = PROC.resolve(pid + "/task").toFile().list();
        return names == null ? 0 : names.length;
    }

    /** Distinguishes boots, because pid and start ticks may repeat after one. */
    static String bootId() {
        return read(PROC.resolve("sys/kernel/random/boot_id")).orElse("unknown").strip();
    }

    static Optional<String> commandLine(long pid) {
        return read(PROC.resolve(pid + "/cmdline"))
                .map(line -> line.replace('\0', ' ').strip())
                .filter(line -> !line.isEmpty());
    }

    static boolean hasEnvironmentEntry(long pid, String entry) {
        return read(PROC.resolve(pid + "/environ"))
                .map(environment -> List.of(environment.split("\0")).contains(entry))
                .orElse(false);
    }

    static List<Long> pids() {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            entries.forEach(entry -> pids.add(Long.parseLong(entry.getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pids;
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
