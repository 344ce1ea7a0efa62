package io.cpqoms.cli.topics.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled registry as Kafka is told about it, alone and with what a service from outside proposes. */
class TopicRegistryTest {
    @TempDir
    private Path folder = Path.of("");

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

    @Test
    void takesAServiceInWithItsTopicsAndItsPlaces() throws IOException {
        TopicRegistry joined = TopicRegistry.bundled().joinedBy("renewal-service", proposal("""
            topics:
              - { name: renewal.quote.events.v1, retention: P7D, producers: [renewal-service] }
            joins:
              - { topic: cpq.quote.events.v1, consumers: [renewal-service] }
              - { topic: cpq.quote.dlq.v1, producers: [renewal-service] }
            """));

        assertThat(joined.services()).containsKey("renewal-service");
        assertThat(joined.find("renewal.quote.events.v1").orElseThrow().producers())
                .containsExactly("renewal-service");
        assertThat(joined.find("cpq.quote.events.v1").orElseThrow().consumers())
                .contains("audit-service", "renewal-service");
        assertThat(joined.find("cpq.quote.dlq.v1").orElseThrow().producers()).contains("renewal-service");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
        topics: [{ name: cpq.quote.events.v1, retention: P7D }]  | which is in the registry already
        topics: [{ name: renewal.quote.events.v1 }]              | without a retention
        joins: [{ topic: cpq.lost.events.v1, consumers: [a] }]   | joins cpq.lost.events.v1, which is not registered
        """)
    void refusesAProposalThatChangesOrLeavesOpen(String yaml, String why) throws IOException {
        Path proposal = proposal(yaml);

        assertThatThrownBy(() -> TopicRegistry.bundled().joinedBy("renewal-service", proposal))
                .isInstanceOf(CpqFailure.class)
                .hasMessageContaining(why);
    }

    private Path proposal(String yaml) throws IOException {
        return Files.writeString(folder.resolve("kafka-topics.yaml"), yaml);
    }

    private static GovernedTopic topic(int brokers) {
        return TopicRegistry.bundled().topics(brokers).stream()
                .filter(topic -> topic.name().equals("cpq.quote.events.v1"))
                .findFirst()
                .orElseThrow();
    }
}
