package io.cpqoms.command.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pins the names and defaults of the bounds: the documents promise them. */
@Tag("K11")
class DatabaseConfigTest {

    @Test
    void hasTheseDefaults() {
        DatabaseConfig config = read(Map.of());

        assertThat(config.request().lock()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.request().statement()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.request().transaction()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.background()).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void hasTheseNames() {
        DatabaseConfig config = read(Map.of(
                "cpq.database.request.lock", "PT1S",
                "cpq.database.request.statement", "PT4S",
                "cpq.database.request.transaction", "PT20S",
                "cpq.database.background", "PT1H"));

        assertThat(config.request().lock()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.request().statement()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.request().transaction()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.background()).isEqualTo(Duration.ofHours(1));
    }

    private static DatabaseConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(DatabaseConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(DatabaseConfig.class);
    }
}
