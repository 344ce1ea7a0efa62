package io.cpqoms.cli.bench;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.build.Maven;
import io.cpqoms.cli.console.Console;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The module of the benchmarks: built when its sources are newer than it, run in a JVM that ends with this one. */
final class Benchmarks {

    private static final String MODULE = "infra/bench";
    private static final List<String> MEASURED = List.of("quote-service", "order-service");
    private static final String SPOKEN = "bench: ";
    private static final int USAGE = 2;
    private static final List<String> SOURCES = List.of(
            MODULE,
            MEASURED.get(0),
            MEASURED.get(1),
            "infra/messaging",
            "infra/command",
            "infra/values",
            "infra/topics",
            "infra/local",
            "infra/testkit",
            "infra/parent",
            "pom.xml");

    private final Path root;
    private final Path target;
    private final Path jar;
    private final Path home;
    private final Console console;

    Benchmarks(Installation installation, Console console) {
        this.root = installation.root();
        this.home = installation.home();
        this.target = root.resolve(MODULE).resolve("target");
        this.jar = target.resolve("cpq-bench.jar");
        this.console = console;
    }

    /** @throws CpqFailure with the first errors when it can't be built */
    void build() {
        if (isBuilt()) {
            return;
        }
        Path log = home.resolve("bench-build.log");
        console.line("Building the benchmarks (the log is " + log + ").");
        Consumer<String> modules = line -> {
            if (line.startsWith("[INFO] Building ") && line.endsWith("]")) {
                console.line("  " + line.substring("[INFO] ".length()));
            }
        };
        FileTime begun = FileTime.from(Instant.now());
        int exit = Maven.run(
                root,
                log,
                modules,
                "-B",
                "-ntp",
                "-Dquick",
                "-DskipTests",
                "-Dmaven.test.skip=true",
                "-pl",
                MODULE + "," + String.join(",", MEASURED),
                "-am",
                "package");
        if (exit != 0) {
            Maven.errors(log).forEach(line -> console.line("  " + line));
            throw CpqFailure.environment("the benchmarks can't be built; the whole log is " + log);
        }
        stamp(begun);
    }

    /** Maven leaves a jar alone whose own sources did not change, however new those of the libraries are. */
    private void stamp(FileTime time) {
        try {
            Files.setLastModifiedTime(jar, time);
        } catch (IOException e) {
            throw CpqFailure.environment("the build left no " + jar, e);
        }
    }

    private boolean isBuilt() {
        try {
            FileTime built = Files.getLastModifiedTime(jar);
            for (String source : SOURCES) {
                if (hasNewer(root.resolve(source), built)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Doesn't look into build directories: a test that ends there takes files away while they are looked at. */
    private static boolean hasNewer(Path source, FileTime than) throws IOException {
        boolean[] newer = new boolean[1];
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean built = directory.endsWith("target") || directory.endsWith("src/test");
                return built ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                newer[0] = attributes.lastModifiedTime().compareTo(than) > 0
                        && !file.toString().endsWith(".md");
                return newer[0] ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        return newer[0];
    }

    /** Runs a benchmark, tells how far it is, and answers the lines of its report. */
    List<String> run(List<String> mainAndArguments) {
        Path log = home.resolve("bench.log");
        Process bench = start(mainAndArguments, log);
        Thread end = new Thread(bench::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        List<String> report = new ArrayList<>();
        try (BufferedReader lines = bench.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(SPOKEN)) {
                    console.line(line.substring(SPOKEN.length()));
                } else {
                    report.add(line);
                }
            }
            int exit = bench.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            if (exit == USAGE) {
                throw CpqFailure.usage(Files.readAllLines(log).getFirst());
            }
            if (exit != 0) {
                throw new CpqFailure("the benchmark failed; the log is " + log);
            }
            return report;
        } catch (IOException e) {
            throw CpqFailure.environment("the benchmark can't be followed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted");
        }
    }

    private Process start(List<String> mainAndArguments, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Dstdout.encoding=UTF-8",
                "-Djava.util.logging.manager=java.util.logging.LogManager",
                "-Dcpq.root=" + root,
                "-cp",
                jar + File.pathSeparator + target.resolve("lib") + "/*"));
        command.addAll(mainAndArguments);
        try {
            Files.createDirectories(home);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(root.resolve(MODULE).toFile())
                    .redirectError(log.toFile());
            // What is measured runs as in production, not as a demo that should start quickly.
            builder.environment().put("CPQ_SERVER_COMPILER", "full");
            return builder.start();
        } catch (IOException e) {
            throw CpqFailure.environment("the benchmark can't be started: " + e.getMessage(), e);
        }
    }
}
