package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pins the names and defaults that operators rely on. */
class EngineSettingsTest {

    @Test
    void hasTheDocumentedDefaults() {
        EngineSettings settings = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(EngineSettings.class)
                .withDefaultValue("HOSTNAME", "host-1")
                .build()
                .getConfigMapping(EngineSettings.class);

        assertThat(settings.historyLevel()).isEqualTo("activity");
        assertThat(settings.jobExecutor()).isTrue();
        assertThat(settings.jobConcurrency()).isEqualTo(8);
        assertThat(settings.worker().enabled()).isTrue();
        assertThat(settings.worker().name()).isEqualTo("host-1");
        assertThat(settings.worker().concurrency()).isEqualTo(16);
        assertThat(settings.worker().fetchSize()).isEqualTo(20);
        assertThat(settings.worker().lock()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.worker().fetchSpacing()).isEqualTo(Duration.ofMillis(4));
        assertThat(settings.worker().shortestWait()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.worker().longestWait()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.worker().attempts()).isEqualTo(12);
        assertThat(settings.worker().awayAlarm()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.worker().firstBackoff()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.worker().longestBackoff()).isEqualTo(Duration.ofSeconds(30));
    }
}
