package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Names and defaults that operators rely on; a change here is a change for every installation. */
class OutboxSettingsTest {

    @Test
    void theOutboxHasSafeDefaults() {
        MessagingConfig.Outbox outbox = outbox("cpq.none", "");

        assertThat(outbox.relayEnabled()).isTrue();
        assertThat(outbox.shards()).isEqualTo(1);
        assertThat(outbox.pageSize()).isEqualTo(1_000);
        assertThat(outbox.pageBytes()).isEqualTo(4 << 20);
        assertThat(outbox.lease()).isEqualTo(Duration.ofSeconds(3));
        assertThat(outbox.takeOverInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(outbox.tickSpacing()).isEqualTo(Duration.ofMillis(200));
        assertThat(outbox.retention()).isEqualTo(Duration.ofDays(5));
        assertThat(outbox.manifestMessages()).isEqualTo(500);
        assertThat(outbox.manifestInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(outbox.topicProbe()).isEqualTo(Duration.ofSeconds(5));
        assertThat(outbox.topicWait()).isEqualTo(Duration.ofSeconds(5));
        assertThat(outbox.manifestTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void settingsAreNamedAsDocumented() {
        assertThat(outbox("cpq.messaging.outbox.shards", "4").shards()).isEqualTo(4);
        assertThat(outbox("cpq.messaging.outbox.lease", "PT1S").lease()).isEqualTo(Duration.ofSeconds(1));
        assertThat(outbox("cpq.messaging.outbox.retention", "P1D").retention()).isEqualTo(Duration.ofDays(1));
        assertThat(outbox("cpq.messaging.outbox.topic-probe", "PT9S").topicProbe())
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(outbox("cpq.messaging.outbox.topic-wait", "PT1S").topicWait())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(outbox("cpq.messaging.outbox.relay-enabled", "false").relayEnabled())
                .isFalse();
    }

    private static MessagingConfig.Outbox outbox(String name, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(MessagingConfig.class)
                .withDefaultValue(name, value)
                .build()
                .getConfigMapping(MessagingConfig.class)
                .outbox();
    }
}
