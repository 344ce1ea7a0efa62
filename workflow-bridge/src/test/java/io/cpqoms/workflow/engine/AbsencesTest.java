package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.workflow.engine.Absences.Absence;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Since when somebody is away, as the task itself keeps it. */
@Tag("O3")
class AbsencesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-30T10:00:00Z");
    private static final ExternalWork WORK = new ExternalWork("t", "perform-task", "p", "acme:order:1", Map.of());

    @Test
    void beginsNowWithoutAMessageAndWithSomebodyElsesWords() {
        assertThat(at(Duration.ZERO).of(WORK, Optional.empty(), "503"))
                .isEqualTo(new Absence(Duration.ZERO, "Not reachable since 2026-11-30T10:00:00Z: 503"));
        assertThat(at(Duration.ZERO)
                        .of(WORK, Optional.of("500 on fire: twice"), "503")
                        .age())
                .isZero();
        assertThat(at(Duration.ZERO)
                        .of(WORK, Optional.of("Not reachable since yesterday: x"), "503")
                        .age())
                .isZero();
    }

    @Test
    void keepsItsBeginningAndTellsTheLatestCause() {
        Absence first = at(Duration.ZERO).of(WORK, Optional.empty(), "503");

        Absence later = at(Duration.ofHours(30)).of(WORK, Optional.of(first.message()), "504: nobody");

        assertThat(later)
                .isEqualTo(new Absence(Duration.ofHours(30), "Not reachable since 2026-11-30T10:00:00Z: 504: nobody"));
    }

    private static Absences at(Duration later) {
        EngineSettings settings = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(EngineSettings.class)
                .withDefaultValue("HOSTNAME", "host-1")
                .build()
                .getConfigMapping(EngineSettings.class);
        return new Absences(Clock.fixed(BEGIN.plus(later), ZoneOffset.UTC), settings);
    }
}
