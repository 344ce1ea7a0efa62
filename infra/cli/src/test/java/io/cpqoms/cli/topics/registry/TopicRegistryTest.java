package io.cpqoms.cli.topics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bundled registry as Kafka is told about it. */
class TopicRegistryTest {
    @Test
    void asksOneBrokerForOneReplica() {
        GovernedTopic quotes = topic(1);

        assertThat(quotes.replicas()).isEqualTo((short) 1);
        assertThat(quotes.config()).containsEntry("min.insync.replicas", "1");
    }

    @Test
    void asksAClusterForWhatTheRegistrySays() {
        GovernedTopic quotes = topic(5);

        assertThat(quotes.replicas()).isEqualTo((short) 3);
        assertThat(quotes.config())
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "7776000000")
                .containsEntry("max.message.bytes", "1000000");
    }

    @Test
    void knowsWhoReadsATopic() {
        assertThat(topic(1).consumers()).contains("audit-service", "order-service");
    }

    private static GovernedTopic topic(int brokers) {
        return TopicRegistry.bundled().topics(brokers).stream()
                .filter(topic -> topic.name().equals("cpq.quote.events.v1"))
                .findFirst()
                .orElseThrow();
    }
}
