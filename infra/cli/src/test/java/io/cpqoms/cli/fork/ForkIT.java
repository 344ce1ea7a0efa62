package io.cpqoms.cli.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.fork.Fork.Libraries;
import io.cpqoms.cli.verify.TestReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fork builds, by itself and with the house policy on, and passes its tests on real servers. One representative always,
 * but for its fuzzer and the format of the copied libraries, which {@code cpq verify --full} has as well. With
 * {@code -Dfork.all=true} every service both ways ({@code -Dfork.only=order-service} for one of them).
 */
@Tag("ENG-02")
class ForkIT {
    private static final Path CHECKOUT = Checkout.root();
    private static final String ALL = "fork.all";
    private static final boolean WHOLE = Boolean.getBoolean("cpq.full") || Boolean.getBoolean(ALL);

    /** With a space in it, because people have such folders. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    static List<String> services() {
        return Optional.ofNullable(System.getProperty("fork.only"))
                .map(List::of)
                .orElseGet(() -> ServiceSource.names(CHECKOUT));
    }

    @Test
    void buildsAndPassesItsTestsWithVendoredLibraries() throws IOException {
        buildAndTest("audit-service", new Libraries(true, Optional.empty()), PrivateRepository.none());
    }

    @ParameterizedTest
    @MethodSource("services")
    @EnabledIfSystemProperty(named = ALL, matches = "true")
    void everyServiceBuildsWithVendoredLibraries(String service) throws IOException {
        buildAndTest(service, new Libraries(true, Optional.empty()), PrivateRepository.none());
    }

    @ParameterizedTest
    @MethodSource("services")
    @EnabledIfSystemProperty(named = ALL, matches = "true")
    void everyServiceBuildsWithPublishedLibraries(String service) throws IOException {
        Path published = folder.resolve("published");
        PrivateRepository own = PrivateRepository.in(folder.resolve("own"));
        Path log = folder.resolve("publish.log");
        assertThat(own.maven(CHECKOUT, log, PublishCommand.arguments(Optional.of(published))))
                .as("see " + log)
                .isZero();

        buildAndTest(service, new Libraries(false, Optional.of(published.toUri().toString())), own);
    }

    /** They end by themselves when the tests have, a moment later; until then they write where the folder is deleted. */
    private static void awaitEndOfItsServers(Path fork) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .noneMatch(command -> command.contains(fork.toString())));
    }

    /** What a reader needs who has only this message: the log may be on a machine that is gone. */
    private static String errorsOf(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith("[ERROR]")).limit(30).collect(Collectors.joining("\n"));
        }
    }

    private void buildAndTest(String service, Libraries libraries, PrivateRepository repository) throws IOException {
        Path parent = Files.createDirectories(folder.resolve("a team"));
        Path fork = parent.resolve("renewal-service");
        Path log = folder.resolve("build.log");
        ForkNames names = new ForkNames("renewal-service", "com.example.renewal.desk", "8300");
        new Fork(CHECKOUT, ServiceSource.of(CHECKOUT, service), names, libraries)
                .into(
                        ForkTarget.of(CHECKOUT, fork),
                        made -> new Formatting(CHECKOUT).apply(made, names.service(), log));
        Instant started = Instant.now();

        List<String> arguments = new ArrayList<>(List.of("-B", "-ntp", "verify"));
        if (!WHOLE) {
            arguments.addAll(List.of("-Dit.test=*IT,!FuzzIT", "-Dfailsafe.failIfNoSpecifiedTests=false"));
            // The libraries are copies, letter by letter, of what this very build has checked.
            arguments.add("-DspotlessFiles=.*/renewal-service/renewal-service/.*");
        }
        int exit = repository.maven(fork, log, arguments);

        awaitEndOfItsServers(fork);
        assertThat(exit)
                .as("mvn verify in the fork of " + service + "; see " + log + "\n" + errorsOf(log))
                .isZero();
        TestReports reports = TestReports.read(fork, started);
        assertThat(reports.failures()).isEmpty();
        assertThat(reports.total().run()).isGreaterThan(5);
        assertThat(reports.total().skipped()).isZero();
        assertThat(fork.resolve("renewal-service/target/quarkus-app/quarkus-run.jar"))
                .isRegularFile();
        try (Stream<Path> results = Files.walk(fork.resolve("renewal-service/target/failsafe-reports"))) {
            assertThat(results.filter(file -> file.toString().endsWith("IT.xml")))
                    .isNotEmpty();
        }
    }
}
