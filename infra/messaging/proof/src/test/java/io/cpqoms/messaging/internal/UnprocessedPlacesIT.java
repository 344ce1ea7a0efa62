package io.cpqoms.messaging.internal;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.GroupsOf;
import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.TransientFailure;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of topics that are gone, of those that give no answer, and of those beside them. */
@Tag("M16")
@Tag("OPS-02")
class UnprocessedPlacesIT {

    private static final String SERVICE = "places-it";
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final String old = "places.old." + UUID.randomUUID();
    private final String young = "places.young." + UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Admin admin;
    private TopicHeads heads;
    private Unprocessed unprocessed;

    @BeforeEach
    void twoTopicsWithARecordEach() throws Exception {
        new KafkaBroker().start();
        Map<String, Object> broker = Map.of(
                "bootstrap.servers",
                TestServers.ofThisJvm().kafkaAddress(),
                "request.timeout.ms",
                2_000,
                "default.api.timeout.ms",
                2_000);
        admin = Admin.create(broker);
        admin.createTopics(List.of(new NewTopic(old, 1, (short) 1), new NewTopic(young, 1, (short) 1)))
                .all()
                .get();
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        KafkaBroker.records()
                .publish(List.of(
                        new ProducerRecord<>(old, 0, hourAgo.toEpochMilli(), "key", new byte[1]),
                        new ProducerRecord<>(young, 0, Instant.now().toEpochMilli(), "key", new byte[1])));
        heads = new TopicHeads(broker, SERVICE);
        unprocessed = unprocessed(List.of(new Reader("old", old), new Reader("young", young)));
        unprocessed.begin();
    }

    @AfterEach
    void close() {
        TestServers.ofThisJvm().thaw(TestServers.Server.KAFKA);
        heads.close();
        admin.deleteTopics(List.of(old, young));
        admin.close();
    }

    @Test
    void nothingWaitsOnATopicThatIsGone() throws Exception {
        unprocessed.look(INTERVAL);
        assertThat(records(old)).isEqualTo(1);
        assertThat(age(old)).isGreaterThan(3_000);

        admin.deleteTopics(List.of(old)).all().get();
        await().until(() -> !admin.listTopics().names().get().contains(old));
        await("every broker knows").until(() -> {
            unprocessed.look(INTERVAL);
            return records(old) == 0;
        });

        assertThat(age(old)).isZero();
        assertThat(records(young)).isEqualTo(1);
    }

    @Test
    void whatStoodGoesOnGrowingOldWhileKafkaIsSilentAndWhatWasOnItsWayIsToldNoMore() {
        unprocessed.look(INTERVAL);
        assertThat(records(young)).isEqualTo(1);
        double age = age(old);

        TestServers.ofThisJvm().freeze(TestServers.Server.KAFKA);
        assertThatThrownBy(() -> unprocessed.look(INTERVAL)).isInstanceOf(TransientFailure.class);

        assertThat(age(old)).isGreaterThan(age);
        assertThat(records(old)).isEqualTo(1);
        assertThat(records(young)).isZero();
        assertThat(age(young)).isZero();
        assertThat(figuresAge()).isGreaterThan(1);
        TestServers.ofThisJvm().thaw(TestServers.Server.KAFKA);
        unprocessed.look(INTERVAL);

        assertThat(records(young)).isEqualTo(1);
        assertThat(figuresAge()).isLessThan(1);
    }

    @Test
    void aTopicWithoutAnAnswerTakesNothingFromTheOthers() {
        TopicHeads.Look look = heads.look(Map.of("good", young, "bad", ""));

        assertThat(look.unanswered()).hasSize(1);
        assertThat(look.partitions()).containsOnlyKeys(young);
        assertThat(look.waiting().get("good").get(new TopicPartition(young, 0)).count())
                .isEqualTo(1);
    }

    @Test
    void aLookWithAHoleTellsTheRestAndFails() {
        Unprocessed withAHole = unprocessed(List.of(new Reader("young", young), new Reader("hole", "not a topic")));
        withAHole.begin();

        assertThatThrownBy(() -> withAHole.look(INTERVAL))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("not a topic")
                .hasMessageNotContaining(young);

        assertThat(records(young)).isEqualTo(1);
    }

    @Test
    void aPartitionWithoutAnAnswerTakesNothingFromTheOthers() {
        TopicAnswers answers = new TopicAnswers(admin);
        TopicPartition good = new TopicPartition(young, 0);

        Map<TopicPartition, Long> offsets =
                answers.offsets(List.of(good, new TopicPartition(young, 7)), OffsetSpec.latest());

        assertThat(offsets).isEqualTo(Map.of(good, 1L));
        assertThat(answers.unanswered()).singleElement().asString().contains(young + "-7");
    }

    private Unprocessed unprocessed(List<EventConsumer> consumers) {
        MessagingConfig config = new SmallRyeConfigBuilder()
                .withMapping(MessagingConfig.class)
                .withDefaultValue("quarkus.datasource.jdbc.url", "")
                .build()
                .getConfigMapping(MessagingConfig.class);
        Clock clock = Clock.systemUTC();
        return new Unprocessed(
                new Consumers(consumers, config, clock, new InboxMetrics(meters)),
                GroupsOf.consumers("it", SERVICE, consumers),
                heads,
                meters,
                clock,
                new Looks(meters, clock));
    }

    private double records(String topic) {
        return value("cpq.inbox.unprocessed", topic);
    }

    private double age(String topic) {
        return value("cpq.inbox.oldest.unprocessed.age", topic);
    }

    private double value(String meter, String topic) {
        return meters.get(meter).tag("topic", topic).gauge().value();
    }

    private double figuresAge() {
        return meters.get("cpq.messaging.figures.age").gauge().value();
    }

    /** Reads nothing here: it is only asked what it would. */
    private record Reader(String name, String topic) implements EventConsumer {

        @Override
        public ConsumerDeclaration declaration() {
            return ConsumerDeclaration.named(SERVICE + "." + name)
                    .from(topic)
                    .accepts("Any", 1)
                    .handlingTime(Duration.ofMillis(5))
                    .build();
        }

        @Override
        public void handle(List<ReceivedEvent> events) {
            throw new IllegalStateException("nobody reads");
        }
    }
}
