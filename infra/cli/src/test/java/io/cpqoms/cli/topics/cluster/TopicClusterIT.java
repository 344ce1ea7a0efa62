package io.cpqoms.cli.topics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Plan and apply on a real broker; the steps follow each other on the same topics. */
@Tag("TOP-03")
@Tag("TOP-06")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TopicClusterIT {
    private static final String QUOTES = "cpq.quote.events.v1";
    private static final TopicRegistry REGISTRY = TopicRegistry.bundled();

    private KafkaOnly kafka = KafkaOnly.open("cluster-it");

    @BeforeAll
    void createEverything() {
        try (TopicCluster cluster = cluster(REGISTRY)) {
            assertThat(cluster.apply().changes())
                    .allMatch(Change.Create.class::isInstance)
                    .hasSameSizeAs(REGISTRY.all());
        }
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    @Order(1)
    void findsNothingLeftToDoAfterItsOwnWork() {
        try (TopicCluster cluster = cluster(REGISTRY)) {
            assertThat(cluster.plan().isEmpty()).isTrue();
            assertThat(cluster.apply().changes()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void repairsWhatSomebodyChangedByHand() throws Exception {
        TopicRegistry longer = with(topic -> topic.put("maxMessageBytes", 900_000));
        try (TopicCluster byHand = cluster(longer)) {
            byHand.apply(byHand.plan().changes());
        }

        try (TopicCluster cluster = cluster(REGISTRY)) {
            Plan drift = cluster.plan();
            assertThat(drift.hasDrifted()).isTrue();
            assertThat(drift.changes())
                    .containsExactly(
                            new Change.Alter(QUOTES, "max.message.bytes", "900000", "1000000", Change.Care.FREE));
            cluster.apply();
            assertThat(cluster.plan().isEmpty()).isTrue();
        }
    }

    @Test
    @Order(3)
    void countsWhatAShorterRetentionWouldDestroyAndWhoHasNotReadIt() throws Exception {
        produce(QUOTES, 3, System.currentTimeMillis() - TimeUnit.DAYS.toMillis(60));
        produce(QUOTES, 2, System.currentTimeMillis());
        commit("local.audit-service.v1.cpq.quote.events.v1", QUOTES, 1);

        try (TopicCluster cluster = cluster(with(topic -> topic.put("retention", "P30D")))) {
            Plan plan = cluster.plan();
            Change cut = plan.changes().getFirst();

            assertThat(cut.care()).isEqualTo(Change.Care.GUARDED);
            assertThat(cluster.impacts(plan).get(cut))
                    .containsExactly(
                            "3 of 5 records are older and go for good",
                            "group local.audit-service.v1.cpq.quote.events.v1 has not read 2 of them: they are lost to"
                                    + " it");
            cluster.apply();
            assertThat(cluster.plan().changes())
                    .as("apply alone does not do what is guarded")
                    .containsExactly(cut);
        }
    }

    @Test
    @Order(4)
    void saysWhichKeysAnotherPartitionCountMoves() throws Exception {
        try (TopicCluster cluster = cluster(with(topic -> topic.put("partitions", 12)))) {
            Plan plan = cluster.plan();
            Change more = plan.changes().getFirst();

            assertThat(cluster.impacts(plan).get(more))
                    .contains(
                            "50 % of the keys move to another partition: their old records stay where they are",
                            "group local.audit-service.v1.cpq.quote.events.v1 still has 4 records to read");
            cluster.apply(List.of(more));
            assertThat(cluster.plan().isEmpty()).isTrue();
        }
        try (TopicCluster cluster = cluster(REGISTRY)) {
            assertThat(cluster.plan().changes())
                    .as("partitions can't be taken away")
                    .containsExactly(new Change.Drift(QUOTES, "partitions", "12", "6"));
        }
    }

    @Test
    @Order(5)
    void deletesAStrangerOnlyWhenToldTo() throws Exception {
        String stranger = "cpq.forgotten.events.v1";
        try (Admin admin = kafka.as("nobody").admin()) {
            admin.createTopics(
                            List.of(new NewTopic(stranger, 1, (short) 1), new NewTopic("other.team.v1", 1, (short) 1)))
                    .all()
                    .get();
        }
        produce(stranger, 4, System.currentTimeMillis());

        try (TopicCluster cluster = cluster(REGISTRY)) {
            Plan plan = cluster.plan();
            Change unmanaged = plan.with(Change.Care.DELETION).getFirst();
            assertThat(unmanaged).isEqualTo(new Change.Unmanaged(stranger));
            assertThat(cluster.impacts(plan).get(unmanaged))
                    .containsExactly("4 records would go for good; without --delete it stays");
            cluster.apply();
            assertThat(cluster.plan().changes()).contains(unmanaged);

            cluster.apply(List.of(unmanaged));

            assertThat(cluster.plan().changes()).doesNotContain(unmanaged);
        }
    }

    @Test
    @Order(6)
    void countsTheEndOfATransactionAsNothingToRead() throws Exception {
        String topic = "cpq.order.events.v1";
        String group = "local.audit-service.v1." + topic;
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.address(), "transactional.id", "counted"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, "key", "value"));
            producer.commitTransaction();
        }
        try (Admin admin = kafka.as("nobody").admin()) {
            RecordCounts counts = new RecordCounts(admin, Clock.systemUTC());

            commit(group, topic, 0);
            // The end is written a moment after the commit has been answered.
            await("the record and the end of its transaction")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> counts.lags(topic).get(group) == 2);
            commit(group, topic, 1);
            assertThat(counts.lags(topic).get(group)).isZero();
        }
    }

    private TopicCluster cluster(TopicRegistry registry) {
        return new TopicCluster(kafka.as("nobody"), registry);
    }

    /** The registry with another entry for the quotes' topic. */
    private static TopicRegistry with(Consumer<ObjectNode> change) throws Exception {
        ObjectNode document = REGISTRY.document().deepCopy();
        for (JsonNode topic : document.path("topics")) {
            if (topic.path("name").asText().equals(QUOTES)) {
                change.accept((ObjectNode) topic);
            }
        }
        return TopicRegistry.of(document.toString());
    }

    private void produce(String topic, int records, long timestamp) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.address()), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, 0, timestamp, "key", "value"))
                        .get();
            }
        }
    }

    private void commit(String group, String topic, long offset) throws Exception {
        try (Admin admin = kafka.as("nobody").admin()) {
            admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }
}
