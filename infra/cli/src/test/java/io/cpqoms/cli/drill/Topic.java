package io.cpqoms.cli.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that lies on a topic, as envelopes in partition order. */
final class Topic {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Topic() {}

    static List<JsonNode> envelopes(String bootstrap, String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<JsonNode> envelopes = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    envelopes.add(JSON.readTree(record.value()));
                }
            }
            return envelopes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The versions of each aggregate in topic order, counting every message id once. */
    static Map<String, List<Long>> versionsByAggregate(List<JsonNode> envelopes) {
        Map<String, JsonNode> once = new LinkedHashMap<>();
        envelopes.forEach(
                envelope -> once.putIfAbsent(envelope.path("messageId").asText(), envelope));
        Map<String, List<Long>> versions = new LinkedHashMap<>();
        once.values()
                .forEach(envelope -> versions.computeIfAbsent(
                                envelope.path("aggregateId").asText(), id -> new ArrayList<>())
                        .add(envelope.path("aggregateVersion").asLong()));
        return versions;
    }
}
