package io.cpqoms.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Every part of the messaging benchmark on real servers, as short as it can be: each figure is there and is one. */
@Tag("ENG-06")
@DisabledIfSystemProperty(
        named = "servers",
        matches = "containers",
        disabledReason = "the benchmark measures embedded servers")
class MessagingBenchIT {

    private static final int FIGURES_WITH_GOAL = 15;

    @Test
    void everyPartMeasuresItsFigures() throws Exception {
        Options options = Options.of("--rounds=1", "--seconds=2", "--open-seconds=2", "--rows=2000");
        List<String> progress = new ArrayList<>();

        Report report = MessagingBench.run(options, progress::add);

        assertThat(report.lines())
                .allSatisfy(line ->
                        assertThat(line.value()).as(line.what()).isPositive().isFinite());
        assertThat(report.lines().stream().filter(line -> line.verdict() != Report.Verdict.NONE))
                .hasSize(FIGURES_WITH_GOAL);
        assertThat(report.text()).contains("fsync on", "synchronous_commit on");
        assertThat(progress).anyMatch(line -> line.startsWith("  round 1: Debezium p99"));
    }
}
