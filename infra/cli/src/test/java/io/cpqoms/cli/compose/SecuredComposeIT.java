package io.cpqoms.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The secured composition for real, where Docker is ({@code -Dcompose.secured=true}): the story is told, others stay out. */
@EnabledIfSystemProperty(named = "compose.secured", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("ENG-01")
@Tag("TOP-05")
class SecuredComposeIT {
    private static final String MILLIS = "5000";

    private final Composition composition = new Composition("compose.yaml", "secured.yaml");

    @BeforeAll
    void up() {
        composition.up();
    }

    @AfterAll
    void down() {
        composition.close();
    }

    @Test
    void tellsTheStoryWithTheRightsThatTheRegistryGives() {
        composition.cpq("demo", "--target", "compose");

        try (TopicCluster cluster = new TopicCluster(as("administration"), TopicRegistry.bundled())) {
            assertThat(cluster.plan().changes())
                    .as("the cluster is as the registry says")
                    .isEmpty();
        }
    }

    @Test
    void letsNobodyInWhoDoesNotSayWhoOneIs() {
        try (Admin stranger = Admin.create(bounded(KafkaConnection.open(address())))) {
            assertThatThrownBy(() -> stranger.listTopics().names().get()).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void letsNotEvenTheAdministrationWriteARecord() {
        Map<String, Object> settings = bounded(as("administration"));
        settings.put("max.block.ms", MILLIS);
        try (Producer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("cpq.quote.events.v1", "key", "forged"))
                            .get(1, TimeUnit.MINUTES))
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    /** The certificate lies elsewhere on this side of the container's wall. */
    private KafkaConnection as(String principal) {
        KafkaConnection inside =
                KafkaConnection.with(address(), composition.secrets().resolve("kafka-" + principal + ".properties"));
        Map<String, String> settings = new HashMap<>(inside.settings());
        settings.put(
                "ssl.truststore.location",
                composition.secrets().resolve("kafka/kafka.pem").toString());
        return new KafkaConnection(address(), settings);
    }

    private String address() {
        return composition.target().endpoints().kafka();
    }

    private static Map<String, Object> bounded(KafkaConnection connection) {
        Map<String, Object> settings = connection.clientSettings();
        settings.put("request.timeout.ms", MILLIS);
        settings.put("default.api.timeout.ms", MILLIS);
        settings.put("enable.idempotence", "false");
        settings.put("delivery.timeout.ms", "10000");
        return settings;
    }
}
