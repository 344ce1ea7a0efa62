package io.cpqoms.workflow.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start takes of the settings of processes. */
@Tag("ENG-10")
class ProcessSettingsTest {

    private static final Pattern KEPT = Pattern.compile("historyTimeToLive=\"([^\"]+)\"");

    /** A link leads to what the engine keeps of the process: as long as the models say. */
    @ParameterizedTest
    @ValueSource(strings = {"quote-to-order", "quote-approval", "order-fulfilment"})
    void aLinkOutlivesTheHistoryOfItsProcess(String process) throws IOException {
        Period kept = kept(process);

        assertThatThrownBy(() -> start(Map.of("cpq.history.links", kept.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cpq.history.links")
                .hasMessageContaining("a duration of 181 d to 3650 d");
        assertThat(start(Map.of("cpq.history.links", kept.plusDays(1).toString()))
                        .getConfigMapping(HistorySettings.class)
                        .links())
                .isEqualTo(Duration.ofDays(181));
    }

    /** Directors may take over before a reminder that nobody set is due. */
    @Test
    void anApprovalMayEscalateBeforeItsReminder() {
        assertThat(start(Map.of("cpq.approval.escalation", "PT8H"))
                        .getConfigMapping(ApprovalTimes.Settings.class)
                        .escalation())
                .isEqualTo(Duration.ofHours(8));
    }

    private static Period kept(String process) throws IOException {
        String file = "/processes/" + process + ".bpmn";
        try (InputStream model = Objects.requireNonNull(ProcessSettingsTest.class.getResourceAsStream(file), file)) {
            Matcher matcher = KEPT.matcher(new String(model.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(matcher.find()).isTrue();
            return Period.parse(matcher.group(1));
        }
    }

    private static SmallRyeConfig start(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(HistorySettings.class)
                .withMapping(ApprovalTimes.Settings.class)
                .withSources(new PropertiesConfigSource(settings, "application.properties", 250))
                .addDiscoveredCustomizers()
                .build();
    }
}
