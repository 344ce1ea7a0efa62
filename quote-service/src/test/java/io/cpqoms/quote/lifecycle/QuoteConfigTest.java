package io.cpqoms.quote.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins the names and defaults of the settings: operators rely on them. */
class QuoteConfigTest {

    @Test
    void hasTheseDefaults() {
        QuoteConfig config = read(Map.of());

        assertThat(config.validity()).isEqualTo(Duration.ofDays(30));
        assertThat(config.expiry().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.expiry().batch()).isEqualTo(200);
    }

    @Test
    void hasTheseNames() {
        QuoteConfig config = read(Map.of(
                "cpq.quote.validity", "P1D",
                "cpq.quote.expiry.interval", "PT1S",
                "cpq.quote.expiry.batch", "1"));

        assertThat(config.validity()).isEqualTo(Duration.ofDays(1));
        assertThat(config.expiry().interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.expiry().batch()).isEqualTo(1);
    }

    private static QuoteConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(QuoteConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(QuoteConfig.class);
    }
}
