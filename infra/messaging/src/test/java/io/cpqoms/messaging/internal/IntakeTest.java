package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.messaging.MessagingConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("INB-09")
class IntakeTest {

    private final SettableClock clock = new SettableClock();

    @Test
    void takesEverythingWhileNothingIsWrong() {
        assertThat(intake(0).ask(500).records()).isEqualTo(500);
    }

    @Test
    void opensAfterSomeFailuresInARowAndLetsOneRecordProbe() {
        Intake intake = intake(0);
        for (int i = 0; i < 4; i++) {
            intake.failed();
            assertThat(intake.isOpen()).isFalse();
        }

        Duration pause = intake.failed();

        assertThat(intake.isOpen()).isTrue();
        assertThat(intake.ask(500).records()).isZero();
        clock.forward(pause);
        assertThat(intake.ask(500).records()).isOne();
        assertThat(intake.ask(500).records())
                .as("a second channel while the probe runs")
                .isZero();
    }

    @Test
    @Tag("M16")
    void saysForHowLongItHasTakenNothingButProbes() {
        Intake intake = intake(0);
        assertThat(intake.openFor()).isZero();
        for (int i = 0; i < 5; i++) {
            intake.failed();
        }
        clock.forward(Duration.ofMinutes(2));
        intake.failed();
        intake.suspend(Duration.ofMinutes(1));
        clock.forward(Duration.ofMinutes(1));

        assertThat(intake.openFor()).isEqualTo(Duration.ofMinutes(3));
        intake.succeeded();
        assertThat(intake.openFor()).isZero();
    }

    @Test
    void rampsUpAfterAnOutageInsteadOfFlooding() {
        Intake intake = afterAnOutage(0);

        int firstSecond = takenDuring(intake, Duration.ofSeconds(1));
        int secondSecond = takenDuring(intake, Duration.ofSeconds(1));

        assertThat(firstSecond).isBetween(15, 45);
        assertThat(secondSecond).isBetween(30, 90);
        clock.forward(Duration.ofSeconds(10));
        assertThat(intake.ask(500).records()).isEqualTo(500);
    }

    @Test
    @Tag("INC-10")
    void keepsBelowTheLimitOfWhatLiesDownstream() {
        Intake intake = afterAnOutage(50);
        clock.forward(Duration.ofSeconds(20));
        takenDuring(intake, Duration.ofSeconds(1));

        assertThat(takenDuring(intake, Duration.ofSeconds(10))).isBetween(450, 550);
    }

    @Test
    void waitsLongerEachTimeButNeverBeyondTheBound() {
        Intake intake = intake(0);
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 50; i++) {
            Duration pause = intake.failed();
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }

        assertThat(longest).isBetween(Duration.ofSeconds(10), Duration.ofMillis(22_500));
    }

    private Intake afterAnOutage(int maxPerSecond) {
        Intake intake = intake(maxPerSecond);
        for (int i = 0; i < 5; i++) {
            clock.forward(intake.failed());
        }
        assertThat(intake.ask(500).records()).isOne();
        intake.succeeded();
        return intake;
    }

    private int takenDuring(Intake intake, Duration time) {
        Instant end = clock.instant().plus(time);
        int taken = 0;
        while (clock.instant().isBefore(end)) {
            Intake.Permit permit = intake.ask(500);
            taken += permit.records();
            clock.forward(permit.records() == 0 ? permit.pause() : Duration.ofMillis(1));
        }
        return taken;
    }

    private Intake intake(int maxPerSecond) {
        MessagingConfig config = new SmallRyeConfigBuilder()
                .withMapping(MessagingConfig.class)
                .build()
                .getConfigMapping(MessagingConfig.class);
        return new Intake(config.inbox(), maxPerSecond, clock, new Random(7));
    }

    /** Time that passes when a test says so. */
}
