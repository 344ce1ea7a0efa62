package io.cpqoms.testkit;

import io.cpqoms.local.process.ChildRecord;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.server.Trees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The directory that holds the servers of one test JVM, and the removal of those whose JVM is gone. */
record TestHome(Path path) {
    private static final String OWNER = "test-jvm.json";

    /** The one lock that all class loaders of this JVM share: a string constant's identity. */
    static Object lock() {
        return "io.cpqoms.testkit.TestHome".intern();
    }

    static TestHome ofThisJvm() {
        Path path = homes().resolve(Long.toString(ProcessHandle.current().pid()));
        try {
            if (!isOwned(path)) {
                remove(path);
                Files.createDirectories(path);
                ChildRecord.ofThisJvm().write(path.resolve(OWNER));
            }
            return new TestHome(path);
        } catch (IOException e) {
            throw new LocalStackException("can't create " + path + ": " + e.getMessage(), e);
        }
    }

    void removeStale() {
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(homes(), Files::isDirectory)) {
            for (Path home : homes) {
                if (!isOwned(home)) {
                    remove(home);
                }
            }
        } catch (IOException e) {
            throw new LocalStackException("can't remove servers of an earlier test run: " + e.getMessage(), e);
        }
    }

    /** Stops what runs there and deletes it. */
    static void remove(Path home) throws IOException {
        if (Files.isDirectory(home)) {
            new ContainerIds(home).removeAll();
            new RunDirectory(home).stopAll(Duration.ofSeconds(10));
            Trees.delete(home);
        }
    }

    private static boolean isOwned(Path home) {
        Optional<ChildRecord> owner = ChildRecord.read(home.resolve(OWNER));
        return owner.map(ChildRecord::isAlive).orElse(false);
    }

    private static Path homes() {
        return Path.of("target", "testkit").toAbsolutePath();
    }
}
