package io.cpqoms.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pins the names and defaults of what bounds waiting and memory: operators rely on them. */
@Tag("K17")
class DeliverySettingsTest {

    @Test
    void hasTheseDefaults() {
        DeliverySettings settings = read(Map.of());

        assertThat(settings.giveUpAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.addressPatience()).isEqualTo(Duration.ofDays(14));
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.purgeInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.purgeBatch()).isEqualTo(5_000);
    }

    @Test
    void hasTheseNames() {
        DeliverySettings settings = read(Map.of(
                "notification.delivery.address-patience", "P1D",
                "notification.delivery.retention", "P2D",
                "notification.delivery.purge-interval", "PT1S",
                "notification.delivery.purge-batch", "7"));

        assertThat(settings.addressPatience()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(2));
        assertThat(settings.purgeInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.purgeBatch()).isEqualTo(7);
    }

    private static DeliverySettings read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(DeliverySettings.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(DeliverySettings.class);
    }
}
