package io.cpqoms.local.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who a child is, beyond its pid: the kernel reuses pids, so a record names its process only together with the start time
 * and the boot. This is what makes it safe to signal a pid read from a file.
 */
public record ChildRecord(
        String name, long pid, long startTicks, String bootId, ChildSpec.Signal stop, String startedAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** True while exactly the recorded process lives; false for a stranger that got its pid. */
    @JsonIgnore
    public boolean isAlive() {
        OptionalLong ticks = ProcFile.startTicks(pid);
        return bootId.equals(ProcFile.bootId()) && ticks.isPresent() && ticks.getAsLong() == startTicks;
    }

    /** Sends the signal, unless the pid belongs to somebody else by now. */
    public void signal(ChildSpec.Signal signal) {
        if (!isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new LocalStackException("can't signal " + name + " (pid " + pid + "): " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** This very JVM, for directories that must know whether their owner still lives. */
    public static ChildRecord ofThisJvm() {
        ChildSpec self = new ChildSpec("jvm", List.of(), Map.of(), Path.of(""), ChildSpec.Signal.TERM);
        return of(self, ProcessHandle.current().pid(), Instant.now().toString())
                .orElseThrow(() -> new LocalStackException("this platform needs Linux: /proc is not there"));
    }

    /** The record of a process that runs now; empty when it is gone already. */
    static Optional<ChildRecord> of(ChildSpec spec, long pid, String startedAt) {
        OptionalLong ticks = ProcFile.startTicks(pid);
        return ticks.isPresent()
                ? Optional.of(
                        new ChildRecord(spec.name(), pid, ticks.getAsLong(), ProcFile.bootId(), spec.stop(), startedAt))
                : Optional.empty();
    }

    public void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty for a file that is gone or unreadable; such a child is still found by its environment mark. */
    public static Optional<ChildRecord> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), ChildRecord.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
