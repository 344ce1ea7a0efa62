package io.cpqoms.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a checkout of its own, with a Maven that only notes what it is asked for. */
@Tag("ENG-01")
class LauncherTest {
    private static final String HELP = "infra/cli/src/main/resources/io/cpqoms/cli/help.txt";

    @TempDir
    Path root;

    private record Result(int exit, String output) {}

    @BeforeEach
    void makeACheckout() throws IOException {
        Files.createDirectories(root.resolve(HELP).getParent());
        Files.copy(Checkout.root().resolve("cpq"), root.resolve("cpq"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(Checkout.root().resolve(HELP), root.resolve(HELP));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Path maven = root.resolve(".bin/maven");
        Files.createDirectories(maven.getParent());
        Files.writeString(maven, """
                #!/bin/sh
                echo "$@" >> .asked
                [ ! -f .broken ] || { echo "[ERROR] quote-service does not compile"; exit 1; }
                echo "[INFO] Building Quote service 0.1.0-SNAPSHOT                            [6/13]"
                mkdir -p infra/cli/target/lib && touch infra/cli/target/cpq-cli.jar infra/cli/target/lib/cpq-local.jar
                """);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void showsHelpWithoutJdkMavenOrBuild() throws Exception {
        Result result = cpq(Map.of("CPQ_JAVA_HOME", "/nowhere"), "--help");

        assertThat(result.exit()).isZero();
        assertThat(result.output()).startsWith("cpq — ").contains("First steps");
        assertThat(root.resolve(".asked")).doesNotExist();
    }

    @Test
    void saysWhichJdkToInstall() throws Exception {
        Result result = cpq(Map.of("CPQ_JAVA_HOME", "/nowhere"), "up");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.output().lines()).hasSize(1);
        assertThat(result.output()).contains("is not a JDK 25");
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Result result = cpq(Map.of("CPQ_MVN", "no-such-maven"), "up");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.output()).contains("Maven (mvn) is not on the PATH");
    }

    @Test
    void buildsThePlatformOnceForADemo() throws Exception {
        cpq(Map.of(), "demo");
        cpq(Map.of(), "demo");

        assertThat(asked()).containsExactly("-B -ntp -Dquick -DskipTests package");
    }

    @Test
    void buildsAgainWhenASourceChanged() throws Exception {
        cpq(Map.of(), "demo");
        Path source = root.resolve("quote-service/src/main/java/Quote.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class Quote {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        Result result = cpq(Map.of(), "demo");

        assertThat(asked()).hasSize(2);
        assertThat(result.output()).contains("quote-service/src/main/java/Quote.java", "building 6/13  Quote service");
    }

    @Test
    void buildsAgainWhenMoreSourcesChangedThanAPipeHolds() throws Exception {
        cpq(Map.of(), "demo");
        Path sources = root.resolve("quote-service/src/main/java");
        Files.createDirectories(sources);
        for (int i = 0; i < 2_000; i++) {
            Path source = Files.writeString(sources.resolve("Quote" + "s".repeat(60) + i + ".java"), "");
            Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        }

        cpq(Map.of(), "demo");

        assertThat(asked()).hasSize(2);
    }

    @Test
    void doesNotBuildForATestOrAPageOfText() throws Exception {
        cpq(Map.of(), "demo");
        for (String file : List.of("quote-service/src/test/java/QuoteTest.java", "docs/page.md", "README.md")) {
            Path changed = root.resolve(file);
            Files.createDirectories(changed.getParent());
            Files.writeString(changed, "changed");
            Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(5)));
        }

        cpq(Map.of(), "demo");

        assertThat(asked()).hasSize(1);
    }

    @Test
    void buildsOnlyTheCommandLineForVerify() throws Exception {
        cpq(Map.of(), "verify");

        assertThat(asked()).containsExactly("-B -ntp -Dquick -DskipTests -pl infra/cli -am package");
    }

    @Test
    void showsTheErrorsOfABrokenBuildAndWhereTheLogIs() throws Exception {
        Files.writeString(root.resolve(".broken"), "");

        Result result = cpq(Map.of(), "up");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.output())
                .contains("[ERROR] quote-service does not compile")
                .contains("the whole log is " + root.resolve(".cpq/build.log"));
    }

    @Test
    void neverBuildsWhenToldSo() throws Exception {
        Result result = cpq(Map.of("CPQ_BUILD", "never"), "up");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.output()).contains("nothing is built");
        assertThat(root.resolve(".asked")).doesNotExist();
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(root.resolve(".asked"));
    }

    private Result cpq(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(root.resolve("cpq").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CPQ_"));
        builder.environment().put("CPQ_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CPQ_MVN", root.resolve(".bin/maven").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
