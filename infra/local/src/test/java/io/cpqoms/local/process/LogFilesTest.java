package io.cpqoms.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs are bounded in size and number, and a person reads the JSON of a service as text. */
@Tag("K14")
class LogFilesTest {
    @TempDir
    Path home;

    @Test
    void putsALargeLogAsideAtTheNextLaunchAndKeepsAHandful() throws Exception {
        LogFiles logs = new LogFiles(home);
        Path log = logs.log("kafka");
        for (int launch = 0; launch < 2 * LogFiles.KEPT; launch++) {
            logs.rotate(log);
            grow(log);
        }
        logs.rotate(log);

        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("kafka.log.1", "kafka.log.2", "kafka.log.3", "kafka.log.4");
        }
    }

    @Test
    void leavesASmallLogInItsPlace() throws Exception {
        LogFiles logs = new LogFiles(home);
        Files.writeString(logs.log("kafka"), "started");

        logs.rotate(logs.log("kafka"));

        assertThat(logs.log("kafka")).hasContent("started");
    }

    @Test
    void takesTheOutputOfWhoKeepsItsLogBesideTheLog() {
        LogFiles logs = new LogFiles(home);
        ChildSpec spec = new ChildSpec("quote-service", List.of(), Map.of(), home, ChildSpec.Signal.TERM);

        assertThat(logs.output(spec)).isEqualTo(logs.log("quote-service"));
        assertThat(logs.output(spec.keepingItsLog())).isEqualTo(logs.log("quote-service-output"));
    }

    @Test
    void readsJsonAsTextWithItsIdsAndItsTrace() {
        String line = """
                {"timestamp":"2026-01-01T00:00:00Z","loggerName":"io.cpqoms.Some","level":"ERROR","message":"request failed",\
                "mdc":{"correlationId":"c-1","traceId":"t-1"},"stackTrace":": java.lang.IllegalStateException: no\\n\\tat X"}""";

        assertThat(LogLine.readable(line))
                .containsExactly(
                        "2026-01-01T00:00:00Z ERROR [io.cpqoms.Some] request failed  correlationId=c-1  traceId=t-1",
                        "java.lang.IllegalStateException: no",
                        "\tat X");
    }

    @Test
    void leavesWhatIsNoJsonAsItIs() {
        assertThat(LogLine.readable("2026-01-01 LOG: started")).containsExactly("2026-01-01 LOG: started");
        assertThat(LogLine.readable("{ broken")).containsExactly("{ broken");
        assertThat(LogLine.readable("{\"a\":1}")).containsExactly("{\"a\":1}");
    }

    private static void grow(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(LogFiles.BYTES);
        }
    }
}
