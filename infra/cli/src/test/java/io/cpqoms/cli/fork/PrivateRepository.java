package io.cpqoms.cli.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A local Maven repository that shares what the user's has downloaded, by links, but keeps the platform's own artifacts for
 * itself: a test that publishes must not change what other builds on this machine resolve.
 */
final class PrivateRepository {
    private static final String OURS = "cpqoms";

    private final Optional<Path> directory;

    private PrivateRepository(Optional<Path> directory) {
        this.directory = directory;
    }

    /** The user's own: for builds that neither publish nor resolve anything of the platform. */
    static PrivateRepository none() {
        return new PrivateRepository(Optional.empty());
    }

    static PrivateRepository in(Path directory) throws IOException {
        Path users =
                Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        Path io = Files.createDirectories(directory.resolve("io"));
        link(users, directory, "io");
        link(users.resolve("io"), io, OURS);
        return new PrivateRepository(Optional.of(directory));
    }

    int maven(Path project, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Optional.ofNullable(System.getenv("CPQ_MVN")).orElse("mvn")));
        directory.ifPresent(path -> command.add("-Dmaven.repo.local=" + path));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start().onExit().join().exitValue();
    }

    private static void link(Path from, Path to, String except) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(path -> !path.endsWith(except)).toList()) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }
}
