package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which points a drill takes, told before anything is built, and where it looks for what was kept. */
@Tag("M24")
class DrillUsageTest {

    private final CrashPoints points = CrashPoints.of(Checkout.root());

    @Test
    void knowsThePointsOfTheMatrix() {
        assertThat(points.names()).contains("outbox.appended", "outbox.handed", "dlq.committed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox.parked", "outbox.parking,", "outbox.parking!!", ""})
    void refusesAPointThatIsNone(String selection) {
        assertThatThrownBy(() -> points.require(selection))
                .isInstanceOfSatisfying(
                        CpqFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCodes.USAGE))
                .hasMessageContaining("--points")
                .hasMessageContaining("outbox.parking");
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "representative", "outbox.parking", "inbox.handled!,outbox.sent"})
    void takesThePointsThatThereAre(String selection) {
        assertThatCode(() -> points.require(selection)).doesNotThrowAnyException();
    }

    @Test
    void findsEachRunThatWasKept(@TempDir Path home) throws IOException {
        KeptRuns kept = KeptRuns.below(home, Instant.parse("2026-11-29T19:01:02Z"));
        assertThat(kept.directories()).isEmpty();
        Path run = home.resolve("drills/20261129T190102Z/run7-outbox.parking-KILL");

        Files.createDirectories(run);

        assertThat(kept.directories()).containsExactly(run);
    }
}
