package io.cpqoms.drill.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.testkit.TopicRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Copies of what lies on the drill's topics, of who has read how far, and of the transactions that hold readers up. */
final class TopicCopies {

    private static final List<String> TOPICS = List.of(DrillServers.TOPIC, DrillServers.DEAD_LETTERS);

    private final String kafka;
    private final ObjectMapper json = new ObjectMapper();

    TopicCopies(String kafka) {
        this.kafka = kafka;
    }

    /**
     * Two files: {@code <path>.jsonl} with what consumers are given, and {@code <path>-uncommitted.jsonl} with the records
     * that only a reader without {@code read_committed} sees: of transactions that were given up, or are open.
     */
    void records(String topic, Path path) throws IOException {
        List<ConsumerRecord<String, byte[]>> committed = new TopicRecords(kafka).readToEnd(topic);
        write(committed, path.resolveSibling(path.getFileName() + ".jsonl"));
        Set<String> known = new HashSet<>();
        committed.forEach(record -> known.add(position(record)));
        write(
                new TopicRecords(kafka)
                        .readUncommittedToEnd(topic).stream()
                                .filter(record -> !known.contains(position(record)))
                                .toList(),
                path.resolveSibling(path.getFileName() + "-uncommitted.jsonl"));
    }

    private static String position(ConsumerRecord<String, byte[]> record) {
        return record.partition() + "@" + record.offset();
    }

    private void write(List<ConsumerRecord<String, byte[]>> records, Path file) throws IOException {
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            for (ConsumerRecord<String, byte[]> record : records) {
                lines.println(json.writeValueAsString(line(record)));
            }
        }
    }

    private ObjectNode line(ConsumerRecord<String, byte[]> record) {
        ObjectNode line = json.createObjectNode()
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", record.timestamp())
                .put("key", record.key());
        ObjectNode headers = line.putObject("headers");
        for (Header header : record.headers()) {
            put(headers, header.key(), header.value());
        }
        put(line, "value", record.value());
        return line;
    }

    /** As text where the bytes are text, so that it can be searched; as base64 otherwise. */
    private static void put(ObjectNode node, String name, byte[] bytes) {
        if (bytes == null) {
            node.putNull(name);
            return;
        }
        try {
            node.put(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            node.put(name + "InBase64", bytes);
        }
    }

    /** For each partition: where its log ends, how far read_committed may read, and how far each group has committed. */
    void offsets(Path file) throws IOException, ExecutionException, InterruptedException {
        try (Admin admin = admin();
                PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            Map<TopicPartition, Long> ends = ends(admin, IsolationLevel.READ_UNCOMMITTED);
            Map<TopicPartition, Long> stable = ends(admin, IsolationLevel.READ_COMMITTED);
            lines.println("group,topic,partition,committed,last_stable,end");
            for (String group : groupIds(admin)) {
                var committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                ends.forEach((part, end) -> {
                    var offset = committed.get(part);
                    lines.printf(
                            "%s,%s,%d,%s,%d,%d%n",
                            group,
                            part.topic(),
                            part.partition(),
                            offset == null ? "" : offset.offset(),
                            stable.get(part),
                            end);
                });
            }
        }
    }

    /** Which member of each group holds which partitions. */
    void groups(Path file) throws IOException, ExecutionException, InterruptedException {
        try (Admin admin = admin();
                PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            for (var group :
                    admin.describeConsumerGroups(groupIds(admin)).all().get().values()) {
                lines.println(group.groupId() + " " + group.groupState() + ", coordinator " + group.coordinator());
                group.members().forEach(member -> lines.println("  " + member));
            }
        }
    }

    /** Who holds a transaction open, and which producers each partition remembers. */
    void transactions(Path file) throws IOException, ExecutionException, InterruptedException {
        try (Admin admin = admin();
                PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            for (TransactionListing listing : admin.listTransactions().all().get()) {
                lines.println(listing);
            }
            for (var part :
                    admin.describeProducers(partitions(admin)).all().get().entrySet()) {
                lines.println(part.getKey());
                part.getValue().activeProducers().forEach(producer -> lines.println("  " + producer));
            }
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions(admin).forEach(part -> wanted.put(part, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((part, end) -> ends.put(part, end.offset()));
        return ends;
    }

    private static List<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(TOPICS).allTopicNames().get().values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(part -> new TopicPartition(topic.name(), part.partition())))
                .toList();
    }

    private static Set<String> groupIds(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> ids = new TreeSet<>();
        for (GroupListing group : admin.listGroups().all().get()) {
            ids.add(group.groupId());
        }
        return ids;
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", (Object) kafka));
    }
}
