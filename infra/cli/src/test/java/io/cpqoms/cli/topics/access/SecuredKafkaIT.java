package io.cpqoms.cli.topics.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.KafkaOnly;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.local.server.KafkaSecurity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every principal tries everything on every topic of a secured broker, for real, and succeeds in exactly what the registry
 * says. One broker start for the whole walk.
 */
@Tag("TOP-05")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredKafkaIT {
    private static final TopicRegistry REGISTRY = TopicRegistry.bundled();
    private static final AccessRules RULES = new AccessRules(REGISTRY, "local");
    private static final String STRANGER = "stranger";

    private final KafkaOnly kafka = KafkaOnly.secured("secured-it");

    /** As ./cpq up --secured does it; then one record on each topic, so that a reader has something to read. */
    @BeforeAll
    void secure() throws Exception {
        Credentials credentials = new Credentials(kafka.stack().secrets().directory());
        KafkaConnection superUser = kafka.as(KafkaSecurity.SUPER_USER);
        try (TopicCluster cluster = new TopicCluster(superUser, REGISTRY);
                Admin admin = superUser.admin()) {
            assertThat(cluster.createPrincipals(credentials)).containsExactlyInAnyOrderElementsOf(RULES.principals());
            assertThat(cluster.createPrincipals(credentials))
                    .as("once is enough")
                    .isEmpty();
            new Principals(admin, credentials).create(List.of(STRANGER));
            cluster.apply();
        }
        try (KafkaProducer<String, String> producer = producer(superUser, Map.of())) {
            for (RegisteredTopic topic : REGISTRY.all()) {
                assertThat(writes(producer, topic.name())).isTrue();
            }
        }
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void letsEveryPrincipalDoExactlyWhatTheRegistrySays() throws Exception {
        Set<String> found = new TreeSet<>();
        Set<String> expected = new TreeSet<>();
        List<String> principals = new ArrayList<>(RULES.principals());
        principals.add(STRANGER);
        for (String principal : principals) {
            KafkaConnection connection = kafka.as(principal);
            for (RegisteredTopic topic : REGISTRY.all()) {
                if (mayWrite(principal, topic)) {
                    expected.add(principal + " writes " + topic.name());
                }
                if (mayRead(principal, topic)) {
                    expected.add(principal + " reads " + topic.name());
                }
            }
            found.addAll(whatItDoes(connection, principal));
        }

        assertThat(found).isEqualTo(expected);
    }

    /** From the registry's own words, not from the rules under test. */
    private static boolean mayWrite(String principal, RegisteredTopic topic) {
        return topic.producers().contains(principal);
    }

    private static boolean mayRead(String principal, RegisteredTopic topic) {
        return switch (principal) {
            case "replay" -> topic.replayAllowed();
            case "administration" -> true;
            default ->
                topic.consumers().contains(principal) || topic.producers().equals(List.of(principal));
        };
    }

    private static Set<String> whatItDoes(KafkaConnection connection, String principal) throws Exception {
        Set<String> done = new TreeSet<>();
        try (KafkaConsumer<String, String> consumer = consumer(connection);
                KafkaProducer<String, String> producer = producer(connection, Map.of("enable.idempotence", false))) {
            for (RegisteredTopic topic : REGISTRY.all()) {
                if (writes(producer, topic.name())) {
                    done.add(principal + " writes " + topic.name());
                }
                if (reads(consumer, topic)) {
                    done.add(principal + " reads " + topic.name());
                }
            }
        }
        return done;
    }

    @Test
    void letsAServiceReadInItsOwnGroupsOnly() {
        KafkaConnection orders = kafka.as("order-service");

        assertThat(joins(orders, "local.order-service.v1.cpq.quote.events.v1")).isTrue();
        assertThat(joins(orders, "local.order-service.acceptances.v2.cpq.quote.events.v1"))
                .isTrue();
        assertThat(joins(orders, "local.audit-service.v1.cpq.quote.events.v1")).isFalse();
        assertThat(joins(orders, "local.order-servicex.v1.cpq.quote.events.v1")).isFalse();
        assertThat(joins(orders, "prod.order-service.v1.cpq.quote.events.v1")).isFalse();
        assertThat(joins(orders, "order-service.quote-events")).isFalse();
    }

    /** One that stays open holds up all who read the topics it wrote to. */
    @Test
    void letsNoServiceOpenATransaction() {
        KafkaConnection quotes = kafka.as("quote-service");

        assertThat(opensTransactions(quotes, "quote-service-outbox-0")).isFalse();
        assertThat(opensTransactions(quotes, "order-service-outbox-0")).isFalse();
    }

    /** The default: nobody has forgotten to forbid it, it simply is not allowed. */
    @Test
    void deniesWhatNoRightSpeaksOf() throws Exception {
        String unspoken = "other.team.v1";
        try (Admin admin = kafka.as(KafkaSecurity.SUPER_USER).admin()) {
            admin.createTopics(List.of(new NewTopic(unspoken, 1, (short) 1)))
                    .all()
                    .get();
        }
        for (String principal : List.of("quote-service", "replay", "administration", STRANGER)) {
            try (KafkaProducer<String, String> producer =
                    producer(kafka.as(principal), Map.of("enable.idempotence", false))) {
                assertThat(writes(producer, unspoken)).as(principal).isFalse();
            }
        }
        assertThat(opensTransactions(kafka.as(STRANGER), "stranger-outbox-0")).isFalse();
    }

    @Test
    void letsOnlyAdministrationChangeTopics() {
        assertThat(deletesNothingButMay(kafka.as("administration"))).isTrue();
        assertThat(deletesNothingButMay(kafka.as("quote-service"))).isFalse();
        assertThat(deletesNothingButMay(kafka.as("replay"))).isFalse();
    }

    @Test
    void findsItsOwnRightsInOrder() {
        try (TopicCluster cluster = new TopicCluster(kafka.as("administration"), REGISTRY)) {
            assertThat(cluster.plan().isEmpty()).isTrue();
        }
    }

    @Test
    void refusesAWrongPassword() {
        Map<String, String> settings = new HashMap<>(kafka.as("quote-service").settings());
        settings.computeIfPresent("sasl.jaas.config", (name, login) -> login.replace("password=\"", "password=\"x"));

        try (Admin admin = new KafkaConnection(kafka.address(), settings).admin()) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    private static boolean writes(KafkaProducer<String, String> producer, String topic) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
            return true;
        } catch (ExecutionException e) {
            return refused(e.getCause());
        }
    }

    private static boolean reads(KafkaConsumer<String, String> consumer, RegisteredTopic topic) {
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        consumer.assign(partitions);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try {
            consumer.seekToBeginning(partitions);
            while (System.nanoTime() < deadline) {
                if (!consumer.poll(Duration.ofMillis(200)).isEmpty()) {
                    return true;
                }
            }
            throw new AssertionError("neither a record nor a refusal on " + topic.name());
        } catch (AuthorizationException e) {
            return false;
        }
    }

    private static boolean joins(KafkaConnection connection, String group) {
        Map<String, Object> settings = connection.clientSettings();
        settings.put("group.id", group);
        settings.put("enable.auto.commit", false);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("cpq.quote.events.v1"));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (consumer.assignment().isEmpty() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200));
            }
            return !consumer.assignment().isEmpty();
        } catch (AuthorizationException e) {
            return false;
        }
    }

    private static boolean opensTransactions(KafkaConnection connection, String transactionalId) {
        try (KafkaProducer<String, String> producer =
                producer(connection, Map.of("transactional.id", transactionalId))) {
            producer.initTransactions();
            return true;
        } catch (AuthorizationException e) {
            return false;
        }
    }

    /** Deleting a topic that does not exist is refused for lack of rights, or for lack of the topic. */
    private static boolean deletesNothingButMay(KafkaConnection connection) {
        try (Admin admin = connection.admin()) {
            admin.deleteTopics(List.of("cpq.nothing.events.v1")).all().get();
            return true;
        } catch (ExecutionException e) {
            return e.getCause() instanceof AuthorizationException ? refused(e.getCause()) : true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean refused(Throwable cause) {
        assertThat(cause).isInstanceOf(AuthorizationException.class);
        return false;
    }

    private static KafkaProducer<String, String> producer(KafkaConnection connection, Map<String, Object> more) {
        Map<String, Object> settings = connection.clientSettings();
        settings.put("max.block.ms", 20_000);
        settings.putAll(more);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(KafkaConnection connection) {
        Map<String, Object> settings = connection.clientSettings();
        settings.put("enable.auto.commit", false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
