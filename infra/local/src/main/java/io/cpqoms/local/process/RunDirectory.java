package io.cpqoms.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The children of one home directory: launches them detached, remembers them in {@code run/<name>.json}, stops them.
 *
 * <p>No daemon watches. A child leads its own session, so neither Ctrl-C nor the end of the launching JVM reaches it, and
 * any later JVM can stop it from its record. Every child also carries the home in its environment: a launcher killed
 * between fork and record leaves a process that {@link #strays()} still finds.
 */
public final class RunDirectory {
    private static final String MARK = "CPQ_CHILD_OF";
    private static final List<String> FOREIGN_JVM_OPTIONS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "MAVEN_OPTS");
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 20;

    private final Path home;
    private final LogFiles logs;

    public RunDirectory(Path home) {
        this.home = home.toAbsolutePath().normalize();
        this.logs = new LogFiles(this.home.resolve("logs"));
    }

    /** Creates the directories of records and logs; looking at a home that was never used creates nothing. */
    public void create() {
        try {
            Files.createDirectories(records());
            Files.createDirectories(logs.directory());
        } catch (IOException e) {
            throw new LocalStackException("can't create " + home + ": " + e.getMessage(), e);
        }
    }

    public Path home() {
        return home;
    }

    public Path log(String name) {
        return logs.log(name);
    }

    /** What a member that writes its log itself says beside it. */
    Path output(String name) {
        return logs.log(name + "-output");
    }

    /** The environment of a tool that prepares a child: it too must not outlive a launcher that was killed. */
    public Map<String, String> mark() {
        return Map.of(MARK, home.toString());
    }

    /** Starts a detached child and records it before returning; its output is appended to its log, or beside one that it writes itself. */
    public ChildRecord launch(ChildSpec spec) {
        Path output = logs.output(spec);
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(spec.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        Map<String, String> environment = builder.environment();
        FOREIGN_JVM_OPTIONS.forEach(environment::remove);
        environment.keySet().removeIf(key -> key.startsWith("OPENSEARCH_") || key.startsWith("PG"));
        environment.putAll(spec.environment());
        environment.putAll(mark());
        try {
            logs.rotate(output);
            Process process = builder.start();
            ChildRecord child = ChildRecord.of(
                            spec, process.pid(), Instant.now().toString())
                    .orElseThrow(
                            () -> new LocalStackException(spec.name() + " ended at once; see " + log(spec.name())));
            child.write(file(spec.name()));
            return child;
        } catch (IOException e) {
            throw new LocalStackException("can't start " + spec.name() + ": " + e.getMessage(), e);
        }
    }

    /** The recorded child of that name, dead or alive. */
    public Optional<ChildRecord> find(String name) {
        return ChildRecord.read(file(name));
    }

    public boolean isRunning(String name) {
        return find(name).map(ChildRecord::isAlive).orElse(false);
    }

    public List<ChildRecord> all() {
        List<ChildRecord> children = new ArrayList<>();
        if (!Files.isDirectory(records())) {
            return children;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(records(), "*.json")) {
            files.forEach(file -> ChildRecord.read(file).ifPresent(children::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return children;
    }

    /** Asks the child to end, kills it when it has not within the patience, forgets its record. */
    public void stop(String name, Duration patience) {
        find(name).ifPresent(child -> stop(child, patience));
        forget(name);
    }

    /** Asks all children to end at the same time, then sees to it that they have; strays too. */
    public void stopAll(Duration patience) {
        all().forEach(child -> child.signal(child.stop()));
        all().forEach(child -> stop(child.name(), patience));
        killStrays();
    }

    /** Drops the record of a child without touching the child. */
    public void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills processes of this home that no record names, and those that they start while they are looked for. */
    public int killStrays() {
        int killed = 0;
        for (List<ChildRecord> strays = strays(); !strays.isEmpty(); strays = strays()) {
            strays.forEach(stray -> stop(stray, Duration.ZERO));
            killed += strays.size();
        }
        return killed;
    }

    /** Live processes with this home's mark; children of recorded children count only once those are gone. */
    List<ChildRecord> strays() {
        String entry = MARK + "=" + home;
        List<ChildRecord> strays = new ArrayList<>();
        for (long pid : ProcFile.pids()) {
            if (pid != ProcessHandle.current().pid() && ProcFile.hasEnvironmentEntry(pid, entry)) {
                ChildSpec spec = new ChildSpec("stray", List.of(), Map.of(), home, ChildSpec.Signal.KILL);
                ChildRecord.of(spec, pid, "").ifPresent(strays::add);
            }
        }
        return strays;
    }

    static void stop(ChildRecord child, Duration patience) {
        if (!patience.isZero()) {
            child.signal(child.stop());
            if (awaitEnd(child, patience)) {
                return;
            }
        }
        child.signal(ChildSpec.Signal.KILL);
        if (!awaitEnd(child, AFTER_KILL)) {
            throw new LocalStackException(child.name() + " (pid " + child.pid() + ") does not end, even when killed");
        }
    }

    private static boolean awaitEnd(ChildRecord child, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (child.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.millis(POLL_MILLIS);
        }
        return true;
    }

    private Path records() {
        return home.resolve("run");
    }

    private Path file(String name) {
        return records().resolve(name + ".json");
    }
}
