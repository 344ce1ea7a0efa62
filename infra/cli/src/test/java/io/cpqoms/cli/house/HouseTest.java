package io.cpqoms.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of the house that no single module can see: its rooms, its packages, its files, its dependencies. */
@Tag("ENG-07")
class HouseTest {
    private static final Set<String> SERVICES = Set.of(
            "quote-service",
            "order-service",
            "workflow-bridge",
            "search-projector",
            "notification-service",
            "audit-service");
    private static final Set<String> BESIDE_SERVICES = Set.of("infra", "docs", "pom.xml", "README.md", "cpq");
    private static final Set<String> SHARED = Set.of("cpq-values", "cpq-command", "cpq-messaging", "cpq-topics");
    private static final int HARD_LIMIT = 400;
    private static final List<String> POLICIES =
            List.of("quarkus.http.auth" + ".permission", "QUARKUS_HTTP_AUTH" + "_PERMISSION");
    private static final String LIBRARY = "infra/messaging/src/main/java/";
    private static final int LIBRARY_FILES = 117;
    private static final int LIBRARY_PUBLIC_TYPES = 28;
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");
    private static final Pattern OURS =
            Pattern.compile("(?s)<groupId>io\\.cpqoms</groupId>\\s*<artifactId>([^<]+)</artifactId>");

    private static final Path ROOT = Checkout.root();

    @Test
    void holdsNothingAtTheTopLevelButWhatTheDesignLists() throws IOException {
        try (Stream<Path> entries = Files.list(ROOT)) {
            assertThat(entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !name.startsWith(".") && !name.equals("target"))
                            .filter(name -> !SERVICES.contains(name))
                            .filter(name -> !BESIDE_SERVICES.contains(name)))
                    .as("entries at the top level that design and house don't know")
                    .isEmpty();
        }
    }

    @Test
    void marksEveryPackageAsNullMarked() throws IOException {
        Set<Path> packages = javaSources().stream().map(Path::getParent).collect(Collectors.toSet());

        assertThat(packages.stream()
                        .filter(directory -> !isNullMarked(directory))
                        .map(ROOT::relativize))
                .as("packages without a @NullMarked package-info.java")
                .isEmpty();
    }

    @Test
    void keepsEveryJavaFileWithinTheHardLimit() throws IOException {
        assertThat(javaSources().stream()
                        .filter(file -> read(file).lines().count() > HARD_LIMIT)
                        .map(ROOT::relativize))
                .as("files over " + HARD_LIMIT + " lines")
                .isEmpty();
    }

    /** The bounds and their reasons: docs/adr/0042. */
    @Test
    void keepsTheMessagingLibraryWithinItsBounds() throws IOException {
        List<Path> files = javaSources().stream()
                .filter(file -> ROOT.relativize(file).toString().startsWith(LIBRARY))
                .filter(file -> !file.endsWith("package-info.java"))
                .toList();

        assertThat(files).hasSizeBetween(1, LIBRARY_FILES);
        assertThat(files)
                .filteredOn(file -> !file.toString().contains("/internal/"))
                .filteredOn(file -> read(file).lines().anyMatch(line -> line.startsWith("public ")))
                .hasSizeBetween(1, LIBRARY_PUBLIC_TYPES);
    }

    @Test
    void usesNoLombok() throws IOException {
        assertThat(javaSources().stream()
                        .filter(file -> read(file).contains("import lombok" + "."))
                        .map(ROOT::relativize))
                .isEmpty();
        assertThat(poms().stream()
                        .filter(pom -> read(pom).contains("<artifactId>lombok</artifactId>"))
                        .map(ROOT::relativize))
                .isEmpty();
    }

    /** A policy of paths is passed by another way to write a path; roles stand on the operation itself. */
    @Test
    @Tag("K12")
    void guardsNoPathByAPolicy() throws IOException {
        List<Path> settings = Stream.of(".properties", ".yaml", ".yml", ".java", "Dockerfile")
                .flatMap(ending -> uncheckedFiles(ending).stream())
                .toList();

        assertThat(settings).hasSizeGreaterThan(100);
        assertThat(settings.stream()
                        .filter(file -> POLICIES.stream().anyMatch(read(file)::contains))
                        .map(ROOT::relativize))
                .as("files with policies for paths")
                .isEmpty();
    }

    @Test
    void letsAServiceDependOnSharedLibrariesOnly() {
        for (String service : SERVICES) {
            assertThat(strangers(read(ROOT.resolve(service).resolve("pom.xml"))))
                    .as("what " + service + " depends on beyond " + SHARED + " and, for tests, cpq-testkit")
                    .isEmpty();
        }
    }

    /** Our own artifacts that a service must not know; the test kit counts only outside of tests. */
    static List<String> strangers(String pom) {
        return DEPENDENCY
                .matcher(pom)
                .results()
                .map(match -> match.group(1))
                .flatMap(dependency -> OURS.matcher(dependency)
                        .results()
                        .map(match -> match.group(1))
                        .filter(artifact -> !SHARED.contains(artifact))
                        .filter(artifact -> !(artifact.equals("cpq-testkit") && isForTests(dependency))))
                .toList();
    }

    /** The parent manages the test kit with test scope; only another scope in the module takes it out of the tests. */
    private static boolean isForTests(String dependency) {
        return !dependency.contains("<scope>") || dependency.contains("<scope>test</scope>");
    }

    /** Tests that share a package with what they test are marked by the main tree's package-info. */
    private static boolean isNullMarked(Path directory) {
        Path main = Path.of(directory.toString().replace("/src/test/java/", "/src/main/java/"));
        return Stream.of(directory, main)
                .map(tree -> tree.resolve("package-info.java"))
                .anyMatch(info -> Files.exists(info) && read(info).contains("@NullMarked"));
    }

    private static List<Path> uncheckedFiles(String ending) {
        try {
            return files(ending);
        } catch (IOException e) {
            throw new IllegalStateException("the checkout is not readable", e);
        }
    }

    private static List<Path> javaSources() throws IOException {
        return files(".java");
    }

    private static List<Path> poms() throws IOException {
        return files("pom.xml");
    }

    private static List<Path> files(String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean foreign = name.equals("target") || (name.startsWith(".") && !directory.equals(ROOT));
                return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.getFileName().toString().endsWith(ending)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " is not readable", e);
        }
    }
}
