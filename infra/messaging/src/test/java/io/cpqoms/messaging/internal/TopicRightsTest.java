package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ReceivedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service that is set up to use topics which are not its own does not start. */
@Tag("TOP-05")
class TopicRightsTest {

    private static final String PRODUCED = "cpq.topics.produced";
    private static final String QUOTES = "cpq.quote.events.v1";

    @Test
    void letsAServiceReadAndWriteWhatTheRegistrySays() {
        Map<String, String> settings = channel("incoming", "quotes", "topic", QUOTES);
        settings.putAll(channel("incoming", "more", "topics", QUOTES + ", cpq.order.events.v1"));
        settings.put(PRODUCED, "cpq.workflow.events.v1,cpq.notification.commands.v1");

        assertThat(rights("workflow-bridge", settings).violations()).isEmpty();
    }

    @Test
    void refusesToReadWhatIsNotItsOwn() {
        assertThat(rights("search-projector", channel("incoming", "workflow", "topic", "cpq.workflow.events.v1"))
                        .violations())
                .containsExactly("it reads cpq.workflow.events.v1, which the registry lets [notification-service,"
                        + " audit-service] do");
    }

    @Test
    void refusesAConsumerOfWhatIsNotItsOwn() {
        assertThat(rights("search-projector", Map.of(), readerOf("cpq.workflow.events.v1"))
                        .violations())
                .containsExactly("it reads cpq.workflow.events.v1, which the registry lets [notification-service,"
                        + " audit-service] do");
        assertThat(rights("audit-service", Map.of(), readerOf("cpq.workflow.events.v1"))
                        .violations())
                .isEmpty();
    }

    @Test
    void refusesToWriteWhatIsNotItsOwn() {
        assertThat(rights("order-service", Map.of(PRODUCED, QUOTES)).violations())
                .containsExactly("it writes cpq.quote.events.v1, which the registry lets [quote-service] do");
        assertThat(rights("order-service", channel("outgoing", "quotes", "topic", QUOTES))
                        .violations())
                .containsExactly("it writes cpq.quote.events.v1, which the registry lets [quote-service] do");
    }

    @Test
    void refusesATopicThatNobodyRegistered() {
        assertThat(rights("order-service", channel("incoming", "secret", "topic", "cpq.secret.events.v1"))
                        .violations())
                .containsExactly("it uses cpq.secret.events.v1, which is not registered");
    }

    @Test
    void leavesChannelsOfOtherConnectorsAlone() {
        assertThat(rights("order-service", Map.of("mp.messaging.incoming.timer.connector", "smallrye-in-memory"))
                        .violations())
                .isEmpty();
    }

    @Test
    void stopsTheStartWithAllReasonsAtOnce() {
        Map<String, String> settings = channel("incoming", "secret", "topic", "cpq.secret.events.v1");
        settings.put(PRODUCED, QUOTES);

        assertThatThrownBy(() -> rights("order-service", settings).check(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "order-service may not run: it uses cpq.secret.events.v1, which is not registered; it writes"
                                + " cpq.quote.events.v1, which the registry lets [quote-service] do. Change"
                                + " infra/topics/kafka-topics.yaml in review, or the service's configuration");
    }

    private static EventConsumer readerOf(String topic) {
        return new EventConsumer() {
            @Override
            public ConsumerDeclaration declaration() {
                return ConsumerDeclaration.named("reader")
                        .from(topic)
                        .acceptsEverything()
                        .build();
            }

            @Override
            public void handle(List<ReceivedEvent> events) {
                throw new IllegalStateException("nothing starts in this test");
            }
        };
    }

    private static Map<String, String> channel(String direction, String name, String setting, String value) {
        Map<String, String> settings = new HashMap<>();
        settings.put("mp.messaging." + direction + "." + name + ".connector", "smallrye-kafka");
        settings.put("mp.messaging." + direction + "." + name + "." + setting, value);
        return settings;
    }

    private static TopicRights rights(String service, Map<String, String> settings, EventConsumer... consumers) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(MessagingConfig.Topics.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        MessagingConfig.Topics written = config.getConfigMapping(MessagingConfig.Topics.class);
        return new TopicRights(config, written, new TopicRegistry(), List.of(consumers), service);
    }
}
