package io.cpqoms.cli.supply;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.build.Maven;
import io.cpqoms.local.server.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the platform twice, in two copies of the checkout under different names, and compares what came out byte by byte: a
 * time, a path or an order that the machine decided would differ.
 */
final class Reproduction {
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git", ".cpq", ".idea", ".vscode");
    private static final String[] BUILD = {"-B", "-ntp", "-Dquick", "-DskipTests", "package"};

    private final Path checkout;
    private final Path workshop;

    Reproduction(Path checkout, Path workshop) {
        this.checkout = checkout;
        this.workshop = workshop;
    }

    /** What Quarkus generates at build time: its build steps run side by side and draw names from one counter. */
    private static final String GENERATED = "/target/quarkus-app/quarkus/generated-bytecode.jar";

    /**
     * @param differing paths of the artifacts whose bytes differ, or that only one build made
     * @param generated such of them as Quarkus generates, in an order that no setting of ours can fix
     */
    record Result(int compared, List<String> differing, List<String> generated) {
        boolean isReproducible() {
            return compared > 0 && differing.isEmpty();
        }

        int same() {
            return compared - differing.size() - generated.size();
        }
    }

    Result run() {
        try {
            Map<String, String> first = build("first");
            Map<String, String> second = build("the-second-one");
            return compare(first, second);
        } catch (IOException e) {
            throw CpqFailure.environment("can't build in " + workshop + ": " + e.getMessage(), e);
        }
    }

    static Result compare(Map<String, String> first, Map<String, String> second) {
        Set<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        Map<Boolean, List<String>> differing = names.stream()
                .filter(name -> !String.valueOf(first.get(name)).equals(second.get(name)))
                .collect(Collectors.partitioningBy(
                        name -> name.endsWith(GENERATED) && first.containsKey(name) && second.containsKey(name)));
        return new Result(
                names.size(), differing.getOrDefault(false, List.of()), differing.getOrDefault(true, List.of()));
    }

    private Map<String, String> build(String name) throws IOException {
        Path copy = workshop.resolve(name);
        Trees.delete(copy);
        copySources(copy);
        Path log = workshop.resolve(name + ".log");
        if (Maven.run(copy, log, BUILD) != 0) {
            throw new CpqFailure("the build failed; its log is " + log);
        }
        return hashes(copy);
    }

    private void copySources(Path copy) throws IOException {
        Files.walkFileTree(checkout, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (NOT_SOURCES.contains(directory.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(checkout.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = copy.resolve(checkout.relativize(file));
                if (attributes.isRegularFile() && !Files.exists(target)) {
                    Files.copy(file, target);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Our own artifacts: the modules' jars and what Quarkus makes of a service; libraries come as they were published. */
    private static Map<String, String> hashes(Path copy) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = copy.relativize(file).toString();
                if (isOurs(name)) {
                    hashes.put(name, sha256(file));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return hashes;
    }

    static boolean isOurs(String name) {
        return name.matches("[^/]+(/[^/]+)*/target/[^/]+\\.jar")
                || name.matches(".*/target/quarkus-app/(app|quarkus)/.*|.*/target/quarkus-app/quarkus-run\\.jar");
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** For a person who looks for the cause: which entries of two jars differ. */
    List<String> entriesThatDiffer(String jar) {
        return new ArrayList<>(JarDifference.between(
                workshop.resolve("first").resolve(jar),
                workshop.resolve("the-second-one").resolve(jar)));
    }
}
