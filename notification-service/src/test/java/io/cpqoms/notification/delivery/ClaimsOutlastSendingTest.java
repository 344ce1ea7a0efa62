package io.cpqoms.notification.delivery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A claim that ends while its messages wait for their turn would have another instance declare them in doubt. */
@Tag("ENG-10")
class ClaimsOutlastSendingTest {

    private static final String SMTP = "io.cpqoms.notification.channel.SmtpSettings";

    @Test
    void theDefaultsGoTogether() {
        assertThatCode(() -> start(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "notification.delivery.claim-lease, PT8M, PT8M1S",
        "notification.delivery.claim, 40, 36",
        "notification.delivery.workers, 3, 8",
        "notification.smtp.answer-timeout, PT75S, PT74S"
    })
    void theWholeClaimMustBeSentWithinItsLease(String setting, String tooMuch, String enough) throws Exception {
        assertThatThrownBy(() -> start(Map.of(setting, tooMuch)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a setting is wrong")
                .hasMessageContaining("  " + setting + "  (")
                .hasMessageContaining("is     " + tooMuch + " (application.properties)")
                .hasMessageContaining("notification.delivery.claim (");
        start(Map.of(setting, enough));
    }

    private static void start(Map<String, String> settings) throws ClassNotFoundException {
        new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(DeliverySettings.class)
                .withMapping(Class.forName(SMTP))
                .withSources(new PropertiesConfigSource(settings, "application.properties", 250))
                .addDiscoveredCustomizers()
                .build();
    }
}
