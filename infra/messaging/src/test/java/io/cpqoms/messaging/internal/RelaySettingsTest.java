package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.values.Ids;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a relay waits is a setting, and one that would stop it or hurry it into mistakes is refused at the start. */
class RelaySettingsTest {

    @ParameterizedTest
    @CsvSource({
        "topic-probe, PT0.05S, PT0.1S to PT5M",
        "topic-wait, PT0.4S, PT0.5S to PT30S",
        "topic-wait, PT31S, PT0.5S to PT30S",
        "manifest-timeout, PT0.5S, PT1S to PT2M",
        "manifest-timeout, PT3M, PT1S to PT2M"
    })
    void refusesATimeThatMakesNoSense(String setting, String value, String bounds) {
        assertThatThrownBy(() -> connections(setting, value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cpq.messaging.outbox." + setting + " is " + value + "; it may be " + bounds);
    }

    @ParameterizedTest
    @CsvSource({"topic-wait, PT0.5S", "topic-wait, PT30S", "manifest-timeout, PT1S", "manifest-timeout, PT2M"})
    void takesTheBounds(String setting, String value) {
        assertThat(connections(setting, value)).isNotNull();
    }

    private static RelayConnections connections(String setting, String value) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(MessagingConfig.class)
                .withDefaultValue("quarkus.application.name", "workflow-bridge")
                .withDefaultValue("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none")
                .withDefaultValue("quarkus.datasource.username", "none")
                .withDefaultValue("quarkus.datasource.password", "none")
                .withDefaultValue("cpq.messaging.outbox." + setting, value)
                .build();
        TopicRegistry registry = new TopicRegistry();
        return new RelayConnections(
                config,
                config.getConfigMapping(MessagingConfig.class),
                new Envelopes(registry, new EventSchemas(registry), new Ids(), "workflow-bridge"),
                new DrillPoints(Optional.empty(), Optional.empty()),
                Map.of());
    }
}
