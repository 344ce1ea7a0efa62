package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A record that fails ends the producer. The next one can't always be opened; whoever waits for the page hears of it. */
@Tag("M24")
class NextProducerIT {

    private static final String OPENED = "test.opened";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger opened = new AtomicInteger();

    @BeforeEach
    void limit() throws Exception {
        new KafkaBroker().start();
        BrokerTopics.limitRecords(20_000);
    }

    @AfterEach
    void noLimit() throws Exception {
        BrokerTopics.limitRecords(1_000_000);
    }

    @Test
    void aPageWhoseNextProducerCantBeOpenedIsToldAsUnavailableAndGoesOnWithTheOneAfterIt() {
        OutboxRow refused = row(1, RelayStage.incompressible(50_000));
        OutboxRow healthy = row(2, "{}");
        try (RelayPublisher publisher = publisher()) {
            RelayPublisher.Unavailable failure = assertTimeoutPreemptively(
                    PATIENCE,
                    () -> assertThrows(
                            RelayPublisher.Unavailable.class,
                            () -> publisher.publish(List.of(refused, healthy), RowGate.Origin.FRESH)));
            assertThat(failure).hasRootCauseInstanceOf(ConfigException.class);
            assertThat(opened).hasValue(2);

            RelayPublisher.Published page = assertTimeoutPreemptively(
                    PATIENCE, () -> publisher.publish(List.of(refused, healthy), RowGate.Origin.FRESH));

            assertThat(page.sent()).containsExactly(healthy);
            assertThat(page.refused()).containsOnlyKeys(refused);
        }
    }

    private RelayPublisher publisher() {
        HeldTopics held = new HeldTopics(topic -> new CompletableFuture<>(), Duration.ofSeconds(5), System::nanoTime);
        Map<String, Object> broker = Map.of(
                "bootstrap.servers",
                TestServers.ofThisJvm().kafkaAddress(),
                ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
                SecondFails.class.getName(),
                OPENED,
                opened);
        return new RelayPublisher(
                broker,
                new RelayPublisher.Sender("workflow-bridge", 0, 1, new RelayLease(PATIENCE.multipliedBy(4))),
                new RowGate(new TopicRegistry(), held),
                held,
                RelayStage.noDrills(),
                Duration.ofSeconds(1));
    }

    private static OutboxRow row(long id, String value) {
        String aggregate = UUID.randomUUID().toString();
        return new OutboxRow(
                id,
                UUID.randomUUID(),
                RelayStage.TOPIC,
                "acme:process:" + aggregate,
                "ProcessEnded",
                "cpq.workflow.ProcessEnded.v1",
                "acme",
                "process",
                aggregate,
                1,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                value);
    }

    /** Part of every producer; the second one can't be had with it. */
    public static final class SecondFails implements ProducerInterceptor<String, String> {

        @Override
        public void configure(Map<String, ?> settings) {
            if (((AtomicInteger) settings.get(OPENED)).incrementAndGet() == 2) {
                throw new ConfigException("the second producer can't be opened");
            }
        }

        @Override
        public ProducerRecord<String, String> onSend(ProducerRecord<String, String> record) {
            return record;
        }

        @Override
        public void onAcknowledgement(RecordMetadata metadata, Exception failure) {}

        @Override
        public void close() {}
    }
}
