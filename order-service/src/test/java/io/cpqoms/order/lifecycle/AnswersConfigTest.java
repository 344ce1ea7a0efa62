package io.cpqoms.order.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins the names and defaults of the settings: clients count on the retention. */
class AnswersConfigTest {

    @Test
    void answersAreKeptForTwoDays() {
        AnswersConfig config = config(Map.of());

        assertThat(config.retention()).isEqualTo(Duration.ofDays(2));
        assertThat(config.interval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.batch()).isEqualTo(20_000);
    }

    @Test
    void everySettingHasItsName() {
        AnswersConfig config = config(Map.of(
                "cpq.order.answers.retention", "P7D",
                "cpq.order.answers.interval", "PT1M",
                "cpq.order.answers.batch", "10"));

        assertThat(config.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(config.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.batch()).isEqualTo(10);
    }

    private static AnswersConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(AnswersConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(AnswersConfig.class);
    }
}
