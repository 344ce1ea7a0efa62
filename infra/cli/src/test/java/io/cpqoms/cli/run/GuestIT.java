package io.cpqoms.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.events.TopicTail;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackListener;
import io.cpqoms.local.stack.StackOptions;
import io.cpqoms.local.stack.StackPort;
import io.cpqoms.local.stack.StackPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A stack that holds only servers welcomes a service that it does not know, with a database and topics of its own. */
@Tag("ENG-02")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final StackPorts ports = StackPorts.free();
    private final LocalStack stack = new LocalStack(StackOptions.of(Checkout.root())
            .withHome(Checkout.root().resolve("infra/cli/target/guest"))
            .withPorts(ports)
            .withOnly(Set.of("postgres", "kafka")));

    @BeforeAll
    void startTheServers() {
        stack.reset(true, StackListener.SILENT);
        stack.up(bootstrap -> {}, StackListener.SILENT);
    }

    @AfterAll
    void stopThem() {
        stack.down(StackListener.SILENT);
    }

    @Test
    void createsTheTopicsThatAGuestProposesOnceAndShowsTheirEvents(@TempDir Path folder) throws IOException {
        Path proposal = Files.writeString(folder.resolve("kafka-topics.yaml"), """
                topics:
                  - name: renewal.quote.events.v1
                    partitions: 2
                    retention: P7D
                    maxMessageBytes: 100000
                """);

        assertThat(ProposedTopics.create(kafka(), proposal)).containsExactly("renewal.quote.events.v1");
        assertThat(ProposedTopics.create(kafka(), proposal)).isEmpty();

        TopicTail tail = new TopicTail(kafka());
        assertThat(tail.of("renewal.quote.events.v1", 3, Duration.ZERO)).isEmpty();
        publish("renewal.quote.events.v1", "1", "2", "3", "4");
        assertThat(tail.of("renewal.quote.events.v1", 3, Duration.ZERO))
                .extracting(TopicTail.Entry::value)
                .containsExactly("2", "3", "4");
    }

    @Test
    void givesAGuestWhatItNeedsToBecomeReady() throws IOException {
        Path proposal = Checkout.root().resolve("infra/topics/kafka-topics.yaml");
        ProposedTopics.create(kafka(), proposal);
        GuestService guest = GuestService.in(Checkout.root().resolve("quote-service"));
        int port = ports.of(StackPort.QUOTE);

        Map<String, String> environment = stack.welcome("renewal-service", "renewal_service", port);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        guest.jar().toString())
                .redirectErrorStream(true)
                .redirectOutput(stack.home().resolve("guest.log").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            await().atMost(PATIENCE).until(() -> process.isAlive() && isReady(port));
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }

    private String kafka() {
        return "127.0.0.1:" + ports.of(StackPort.KAFKA);
    }

    private void publish(String topic, String... values) {
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka(), ProducerConfig.ACKS_CONFIG, "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List.of(values).forEach(value -> producer.send(new ProducerRecord<>(topic, 0, "key", value)));
        }
    }

    private static boolean isReady(int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
