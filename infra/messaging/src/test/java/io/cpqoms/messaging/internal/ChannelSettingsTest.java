package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("INB-08")
class ChannelSettingsTest {

    private static final Duration POLL_INTERVAL = Duration.ofMinutes(5);
    private static final Duration TRANSACTION = Duration.ofMinutes(1);

    @Test
    void acceptsPollsThatFitIntoTheIntervalAndTheTransaction() {
        assertThatCode(() ->
                        ChannelSettings.checkPolls("quotes", 500, Duration.ofMillis(100), POLL_INTERVAL, TRANSACTION))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesPollsThatOutlastTheIntervalAndSaysWhichSettingToChange() {
        assertThatThrownBy(() ->
                        ChannelSettings.checkPolls("quotes", 500, Duration.ofMillis(600), POLL_INTERVAL, TRANSACTION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("max.poll.records (500)")
                .hasMessageContaining("lower cpq.consumer.quotes.max.poll.records to 499")
                .hasMessageContaining("raise cpq.consumer.quotes.max.poll.interval.ms above 300000");
    }

    /** A variable can't say where a consumer's name has dashes. */
    @Test
    void findsSettingsOfConsumersThatTheServiceDoesNotHave() {
        List<String> names = List.of(
                "cpq.consumer.order-service.quotes.max.poll.records",
                "cpq.consumer.order.service.quotes.fetch.min.bytes",
                "cpq.consumer.audit-service.max.poll.records",
                "cpq.environment");

        assertThat(ChannelSettings.strangers(names, List.of("order-service.quotes")))
                .containsExactly("cpq.consumer.audit-service.max.poll.records");
    }

    @Test
    void refusesPollsThatOutlastTheTransaction() {
        assertThatThrownBy(() ->
                        ChannelSettings.checkPolls("quotes", 500, Duration.ofMillis(200), POLL_INTERVAL, TRANSACTION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lower cpq.consumer.quotes.max.poll.records to 300");
    }
}
