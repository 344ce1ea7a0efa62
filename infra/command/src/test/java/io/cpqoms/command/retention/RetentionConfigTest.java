package io.cpqoms.command.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pins the names and defaults of the settings: clients count on how long a key is remembered. */
@Tag("K17")
class RetentionConfigTest {

    @Test
    void answersAreKeptForTwoDaysAndPurgedInSmallBatches() {
        RetentionConfig config = read(Map.of());

        assertThat(config.commandRecords()).isEqualTo(Duration.ofDays(2));
        assertThat(config.interval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.batch()).isEqualTo(5_000);
        assertThat(config.batches()).isEqualTo(100);
    }

    @Test
    void everySettingHasItsName() {
        RetentionConfig config = read(Map.of(
                "cpq.retention.command-records", "P7D",
                "cpq.retention.interval", "PT1M",
                "cpq.retention.batch", "10",
                "cpq.retention.batches", "3"));

        assertThat(config.commandRecords()).isEqualTo(Duration.ofDays(7));
        assertThat(config.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.batch()).isEqualTo(10);
        assertThat(config.batches()).isEqualTo(3);
    }

    @Test
    void whoKeepsATableSaysWhy() {
        assertThatThrownBy(() -> TableRule.kept("quote", " ")).hasMessageContaining("quote is kept without a reason");
    }

    @Test
    void aRetentionOfNothingIsRefused() {
        assertThatThrownBy(() -> TableRule.purged("command_record", Duration.ZERO, "recorded_at", TableRule.ALL))
                .hasMessageContaining("command_record");
    }

    private static RetentionConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(RetentionConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(RetentionConfig.class);
    }
}
