package io.cpqoms.cli.compose;

import static io.cpqoms.cli.compose.ComposeFile.list;
import static io.cpqoms.cli.compose.ComposeFile.read;
import static io.cpqoms.cli.compose.ComposeFile.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Dockerfiles of the images that the composition builds. */
@Tag("ENG-01")
class DockerfilesTest {
    private static final Pattern SHARED = Pattern.compile("(?s)# <shared>.*# </shared>\n");
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (infra/\\S+) ");

    private final Map<Path, Map<String, Object>> images = new TreeMap<>();

    DockerfilesTest() {
        new ComposeFile()
                .services().values().stream()
                        .filter(service -> service.containsKey("build"))
                        .forEach(service -> images.put(ComposeFile.dockerfile(service), service));
    }

    /** Docker runs equal first steps once for all images; one differing letter and every image compiles the libraries again. */
    @Test
    void beginWithTheSameSteps() {
        assertThat(images).hasSize(8);
        assertThat(images.keySet().stream().map(DockerfilesTest::shared).distinct())
                .hasSize(1);
    }

    @Test
    void copyWhatExists() {
        images.keySet()
                .forEach(file -> COPY.matcher(dockerfile(file))
                        .results()
                        .forEach(match -> assertThat(Checkout.root().resolve(match.group(1)))
                                .exists()));
    }

    @Test
    void runAsTheUserThatTheCompositionNames() {
        images.forEach((file, service) ->
                assertThat(dockerfile(file)).as(file.toString()).contains("\nUSER " + text(service, "user") + "\n"));
    }

    @Test
    void exposeThePortThatTheCompositionPublishes() {
        images.forEach((file, service) -> {
            for (String port : list(service.get("ports"))) {
                String inside = port.substring(port.lastIndexOf(':') + 1);
                if (!file.startsWith("infra/cli")) {
                    assertThat(dockerfile(file)).as(file.toString()).contains("\nEXPOSE " + inside + "\n");
                }
            }
        });
    }

    /** A shell in between would keep SIGTERM for itself, and the service would be killed after ten seconds. */
    @Test
    @Tag("OPS-09")
    void startJavaWithoutAShell() {
        images.keySet()
                .forEach(
                        file -> assertThat(dockerfile(file)).as(file.toString()).contains("\nENTRYPOINT [\"java\", "));
    }

    @Test
    void buildOnTheJavaThatThePlatformIsCompiledFor() {
        String parent = read(Checkout.root().resolve("infra/parent/pom.xml"));
        String release = parent.replaceAll("(?s).*<maven.compiler.release>([0-9]+)<.*", "$1");

        images.keySet()
                .forEach(file -> assertThat(dockerfile(file))
                        .as(file.toString())
                        .contains(
                                "FROM eclipse-temurin:" + release + "-jdk AS ",
                                "FROM maven:3-eclipse-temurin-" + release + " AS "));
    }

    private static String shared(Path file) {
        return SHARED.matcher(dockerfile(file))
                .results()
                .map(java.util.regex.MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no shared block"));
    }

    private static String dockerfile(Path file) {
        return read(Checkout.root().resolve(file));
    }
}
