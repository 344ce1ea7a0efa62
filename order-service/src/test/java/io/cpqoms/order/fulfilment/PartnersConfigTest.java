package io.cpqoms.order.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pins the names and defaults of the settings: operators rely on both. */
class PartnersConfigTest {

    @Test
    void theDefaultsAreBounded() {
        PartnersConfig config = config(Map.of());

        assertThat(config.url()).isEqualTo(URI.create("http://127.0.0.1:8090"));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.connections()).isEqualTo(64);
        assertThat(config.idleTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void everySettingHasItsName() {
        PartnersConfig config = config(Map.of(
                "cpq.partners.url", "http://partners.example",
                "cpq.partners.connect-timeout", "PT1S",
                "cpq.partners.read-timeout", "PT3S",
                "cpq.partners.connections", "5",
                "cpq.partners.idle-timeout", "PT4S",
                "cpq.partners.retry-after", "PT6S"));

        assertThat(config.url()).isEqualTo(URI.create("http://partners.example"));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.connections()).isEqualTo(5);
        assertThat(config.idleTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(6));
    }

    private static PartnersConfig config(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(PartnersConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return config.getConfigMapping(PartnersConfig.class);
    }
}
