package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pauses between tries. */
@Tag("O3")
class PatienceTest {

    private static final Optional<Duration> NOTHING_ASKED = Optional.empty();

    private final Patience shortest = patience(0);
    private final Patience longest = patience(1);

    @Test
    void doublesFromTryToTryUpToTheBound() {
        assertThat(longest.afterTries(0, NOTHING_ASKED)).hasMillis(200);
        assertThat(longest.afterTries(1, NOTHING_ASKED)).hasMillis(400);
        assertThat(longest.afterTries(5, NOTHING_ASKED)).hasMillis(6_400);
        assertThat(longest.afterTries(8, NOTHING_ASKED)).hasSeconds(30);
        assertThat(longest.afterTries(1_000, NOTHING_ASKED)).hasSeconds(30);
    }

    @Test
    void doublesWithTheAgeOfAnAbsenceUpToTheBound() {
        assertThat(longest.afterAbsence(Duration.ZERO, NOTHING_ASKED)).hasMillis(200);
        assertThat(longest.afterAbsence(Duration.ofSeconds(7), NOTHING_ASKED)).hasSeconds(7);
        assertThat(longest.afterAbsence(Duration.ofDays(3), NOTHING_ASKED)).hasSeconds(30);
    }

    @Test
    void spreadsThoseWhoFailedTogether() {
        assertThat(shortest.afterTries(5, NOTHING_ASKED)).hasMillis(3_200);
        assertThat(shortest.afterAbsence(Duration.ofSeconds(20), NOTHING_ASKED)).hasSeconds(10);
    }

    @Test
    void neverComesBackSoonerThanAskedForNorAllAtOnce() {
        Optional<Duration> twoSeconds = Optional.of(Duration.ofSeconds(2));

        assertThat(shortest.afterTries(0, twoSeconds)).hasSeconds(2);
        assertThat(longest.afterTries(0, twoSeconds)).hasSeconds(3);
        assertThat(shortest.afterAbsence(Duration.ZERO, twoSeconds)).hasSeconds(2);
    }

    @Test
    void whatIsAskedForIsAFloorAndNotTheAnswer() {
        Optional<Duration> twoSeconds = Optional.of(Duration.ofSeconds(2));

        assertThat(longest.afterTries(6, twoSeconds)).hasMillis(12_800);
        assertThat(shortest.afterAbsence(Duration.ofMinutes(5), twoSeconds)).hasSeconds(15);
        assertThat(longest.afterAbsence(Duration.ofMinutes(5), Optional.of(Duration.ofMinutes(2))))
                .as("also one that is longer than our own bound")
                .hasMinutes(3);
        assertThat(shortest.afterAbsence(Duration.ZERO, Optional.of(Duration.ofHours(1))))
                .as("but not for so long that nobody is told")
                .hasMinutes(5);
    }

    private static Patience patience(double chance) {
        return new Patience(Duration.ofMillis(200), Duration.ofSeconds(30), () -> chance);
    }
}
