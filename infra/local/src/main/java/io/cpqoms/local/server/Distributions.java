package io.cpqoms.local.server;

import io.cpqoms.local.process.LocalStackException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the build put the servers' distributions: {@code infra/local/servers/target} of the platform's directory. */
public final class Distributions {
    private static final String GATHERER = "infra/local/servers";
    private static final String POSTGRES_HOME = "CPQ_POSTGRES_HOME";

    private final Path root;
    private final Path servers;

    private Distributions(Path root) {
        this.root = root;
        this.servers = root.resolve(GATHERER).resolve("target");
    }

    public static Distributions of(Path root) {
        return new Distributions(root.toAbsolutePath().normalize());
    }

    /** The platform's directory from {@code -Dcpq.root}, {@code CPQ_ROOT}, or the nearest directory above this one. */
    public static Distributions find() {
        Optional<String> configured = Optional.ofNullable(System.getProperty("cpq.root"))
                .or(() -> Optional.ofNullable(System.getenv("CPQ_ROOT")));
        if (configured.isPresent()) {
            return of(Path.of(configured.get()));
        }
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.isDirectory(above.resolve(GATHERER))) {
                return of(above);
            }
        }
        throw new LocalStackException("not inside the platform's directory; run from there or set CPQ_ROOT");
    }

    public Path root() {
        return root;
    }

    Path kafkaLibraries() {
        return existing(servers.resolve("kafka/lib"));
    }

    Path mailJar() {
        return existing(servers.resolve("mail/greenmail-standalone.jar"));
    }

    Path openSearchHome() {
        Path parent = existing(servers.resolve("opensearch"));
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(parent, "opensearch-*")) {
            for (Path home : homes) {
                return home;
            }
        } catch (IOException e) {
            throw new LocalStackException("can't read " + parent + ": " + e.getMessage(), e);
        }
        throw notBuilt(parent.resolve("opensearch-…"));
    }

    /**
     * The directory that holds {@code bin/postgres}: what {@code CPQ_POSTGRES_HOME} names, for another version than the platform's own;
     * otherwise unpacked from the archive on first use.
     */
    public Path postgresHome() throws IOException {
        Optional<Path> installed = Optional.ofNullable(System.getenv(POSTGRES_HOME))
                .filter(home -> !home.isBlank())
                .map(Path::of);
        if (installed.isPresent()) {
            return installed
                    .filter(home -> Files.isExecutable(home.resolve("bin/postgres")))
                    .orElseThrow(
                            () -> new LocalStackException(
                                    POSTGRES_HOME + " (" + installed.get()
                                            + ") has no bin/postgres: name the directory above it, as /usr/lib/postgresql/18, or unset it"));
        }
        Path archive = existing(servers.resolve("postgres/postgres-linux-x86_64.txz"));
        return TarXz.unpackOnce(archive, archive.resolveSibling("install"));
    }

    /** Class-data archives are shared by all stacks; a JVM writes its own at its first orderly end. */
    public Path classDataArchive(String name) throws IOException {
        Path directory = servers.resolve("cds");
        Files.createDirectories(directory);
        return directory.resolve(name + ".jsa");
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw notBuilt(path);
        }
        return path;
    }

    private static LocalStackException notBuilt(Path path) {
        return new LocalStackException("the server distributions are not built (" + path + " is missing): run mvn -pl "
                + GATHERER + " package");
    }
}
