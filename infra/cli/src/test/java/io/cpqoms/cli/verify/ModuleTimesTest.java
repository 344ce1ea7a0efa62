package io.cpqoms.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The summary at the end of Maven's log, and the folder that each of its names means. */
class ModuleTimesTest {
    @TempDir
    Path root;

    @Test
    void readsSecondsMinutesAndHours() throws IOException {
        module("infra/testkit", "Test kit");
        module("order-service", "Order service");
        module("infra/cli", "The cpq command");
        module("infra/bench", "Benchmarks");
        Path log = Files.writeString(root.resolve("verify.log"), """
                [INFO] Reactor Summary for CPQ/OMS platform 0.1.0-SNAPSHOT:
                [INFO] Test kit ........................................... SUCCESS [  5.730 s]
                [INFO] Order service ...................................... FAILURE [04:17 min]
                [INFO] The cpq command .................................... SUCCESS [01:02 h]
                [INFO] Benchmarks ......................................... SKIPPED
                [INFO] Total time:  01:10 h
                """);

        ModuleTimes times = ModuleTimes.read(log);

        assertThat(times.of(root.resolve("infra/testkit"))).contains(Duration.ofMillis(5_730));
        assertThat(times.of(root.resolve("order-service"))).contains(Duration.ofSeconds(257));
        assertThat(times.of(root.resolve("infra/cli"))).contains(Duration.ofMinutes(62));
        assertThat(times.of(root.resolve("infra/bench"))).isEmpty();
    }

    @Test
    void knowsNothingWithoutALog() throws IOException {
        module("infra/testkit", "Test kit");

        assertThat(ModuleTimes.read(root.resolve("none.log")).of(root.resolve("infra/testkit")))
                .isEmpty();
    }

    private void module(String folder, String name) throws IOException {
        Path directory = Files.createDirectories(root.resolve(folder));
        Files.writeString(directory.resolve("pom.xml"), "<project><name>" + name + "</name></project>");
    }
}
