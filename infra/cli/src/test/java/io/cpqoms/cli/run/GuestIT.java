package io.cpqoms.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.events.EventsCommand;
import io.cpqoms.cli.events.TopicTail;
import io.cpqoms.cli.stack.Admission;
import io.cpqoms.cli.topics.access.AccessRules;
import io.cpqoms.cli.topics.access.Credentials;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.local.server.KafkaSecurity;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackListener;
import io.cpqoms.local.stack.StackOptions;
import io.cpqoms.local.stack.StackPort;
import io.cpqoms.local.stack.StackPorts;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A secured stack that holds only servers lets a service in that it does not know: with a database, an account, the topics it
 * proposes and the rights that follow from them.
 */
@Tag("ENG-02")
@Tag("TOP-05")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String GUEST = "renewal-service";
    private static final String RENEWALS = "renewal.quote.events.v1";
    private static final String QUOTES = "cpq.quote.events.v1";

    private final StackPorts ports = StackPorts.free();
    private final LocalStack stack = new LocalStack(StackOptions.of(Checkout.root())
            .withHome(Checkout.root().resolve("infra/cli/target/guest"))
            .withPorts(ports)
            .withOnly(Set.of("postgres", "kafka"))
            .withSecurity());

    @BeforeAll
    void startTheServersWithThePlatformsTopics() {
        stack.reset(true, StackListener.SILENT);
        stack.up(
                bootstrap -> {
                    try (TopicCluster cluster =
                            new TopicCluster(as(KafkaSecurity.SUPER_USER), TopicRegistry.bundled())) {
                        cluster.createPrincipals(credentials());
                        cluster.apply();
                    }
                },
                StackListener.SILENT);
    }

    @AfterAll
    void stopThem() {
        stack.down(StackListener.SILENT);
    }

    @Test
    void getsItsTopicsAccountAndRightsOnceAndItsEventsAreShown(@TempDir Path folder) throws IOException {
        Path proposal = Files.writeString(folder.resolve("kafka-topics.yaml"), """
            topics:
              - name: renewal.quote.events.v1
                partitions: 2
                retention: P7D
                maxMessageBytes: 100000
                producers: [renewal-service]
            joins:
              - topic: cpq.quote.events.v1
                consumers: [renewal-service]
            """);
        Admission admission = new Admission(GUEST, Optional.of(proposal));

        assertThat(admission.to(as(KafkaSecurity.SUPER_USER), Optional.of(credentials())))
                .contains(
                        "account renewal-service",
                        "topic renewal.quote.events.v1",
                        "renewal-service may write topic renewal.quote.events.v1",
                        "renewal-service may read topic cpq.quote.events.v1",
                        "renewal-service may read group local.renewal-service.*",
                        "administration may read topic renewal.*");
        assertThat(admission.to(as(KafkaSecurity.SUPER_USER), Optional.of(credentials())))
                .as("once is enough")
                .isEmpty();

        assertThat(tail(AccessRules.ADMINISTRATION)).isEmpty();
        publish(RENEWALS, "1", "2", "3", "4");
        assertThat(tail(AccessRules.ADMINISTRATION))
                .extracting(TopicTail.Entry::value)
                .containsExactly("2", "3", "4");
        assertThat(new TopicTail(as(GUEST)).of(QUOTES, 3, Duration.ZERO)).isEmpty();
        assertThatThrownBy(() -> publish(QUOTES, "forged")).hasRootCauseInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> tail("order-service")).hasMessageContaining("there is no topic " + RENEWALS);
    }

    @Test
    void showsEventsOfASecuredClusterToWhomTheClientSettingsLetIn(@TempDir Path folder) throws IOException {
        Path settings = folder.resolve("client.properties");
        try (Writer file = Files.newBufferedWriter(settings)) {
            Properties properties = new Properties();
            properties.putAll(stack.kafkaSettings(AccessRules.ADMINISTRATION));
            properties.store(file, null);
        }

        assertThat(new CommandLine(new EventsCommand())
                        .execute(QUOTES, "--kafka", kafka(), "--client-config", settings.toString()))
                .as("let in; there are no events")
                .isEqualTo(ExitCodes.FAILED);
    }

    @Test
    void findsWhatItNeedsToBecomeReady() throws IOException {
        GuestService guest = GuestService.in(Checkout.root().resolve("quote-service"));
        int port = ports.of(StackPort.QUOTE);
        Path log = stack.home().resolve("guest.log");

        Map<String, String> environment = stack.welcome("quote-service", "renewal_service", port);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        guest.jar().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            int management = Integer.parseInt(environment.get("CPQ_MANAGEMENT_PORT"));
            await().atMost(PATIENCE).until(() -> process.isAlive() && isReady(management));
        } finally {
            process.destroy();
            process.onExit().join();
        }
        assertThat(Files.readString(log)).doesNotContain("SaslAuthenticationException", "AuthorizationException");
    }

    private List<TopicTail.Entry> tail(String principal) {
        return new TopicTail(as(principal)).of(RENEWALS, 3, Duration.ZERO);
    }

    private String kafka() {
        return "127.0.0.1:" + ports.of(StackPort.KAFKA);
    }

    private KafkaConnection as(String principal) {
        return new KafkaConnection(kafka(), stack.kafkaSettings(principal));
    }

    private Credentials credentials() {
        return new Credentials(stack.secrets().directory());
    }

    private void publish(String topic, String... values) throws IOException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(as(GUEST).clientSettings(), new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 0, "key", value)).get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
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
