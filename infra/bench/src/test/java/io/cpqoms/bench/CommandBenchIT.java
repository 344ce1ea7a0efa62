package io.cpqoms.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The command's benchmark on real servers and the packaged service, as short as it can be: both sides write what they answer. */
@Tag("ENG-06")
@DisabledIfSystemProperty(
        named = "servers",
        matches = "containers",
        disabledReason = "the benchmark measures embedded servers")
class CommandBenchIT {

    @Test
    void bothSidesAreMeasuredWithAndWithoutWalls() throws Exception {
        List<String> progress = new ArrayList<>();

        Report report = CommandBench.run(
                CommandOptions.of("--rounds=1", "--seconds=1", "--clients=2", "--quotes=500"), progress::add);

        assertThat(report.lines())
                .allSatisfy(line ->
                        assertThat(line.value()).as(line.what()).isPositive().isFinite());
        assertThat(report.lines())
                .extracting(Report.Line::what)
                .contains("command of the kit ÷ minimal program, per second");
        assertThat(progress)
                .anyMatch(line -> line.startsWith("  round 1: command of the kit, without walls "))
                .anyMatch(line -> line.startsWith("  round 1: minimal program, without walls "));
    }
}
