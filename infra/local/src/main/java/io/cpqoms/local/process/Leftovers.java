package io.cpqoms.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Processes a killed server leaves behind for a moment. PostgreSQL's workers, for instance, notice late that their parent
 * was killed, and the next start refuses while one still holds the shared memory.
 */
public final class Leftovers {
    private Leftovers() {}

    /** Kills whatever works inside the directory, which only processes of that server do. */
    public static void killIn(Path directory) {
        for (long pid : ProcFile.pids()) {
            if (pid != ProcessHandle.current().pid() && worksIn(pid, directory)) {
                ChildSpec spec = new ChildSpec("leftover", List.of(), Map.of(), directory, ChildSpec.Signal.KILL);
                Optional<ChildRecord> leftover = ChildRecord.of(spec, pid, "");
                leftover.ifPresent(child -> RunDirectory.stop(child, Duration.ZERO));
            }
        }
    }

    private static boolean worksIn(long pid, Path directory) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).equals(directory);
        } catch (IOException e) {
            return false;
        }
    }
}
