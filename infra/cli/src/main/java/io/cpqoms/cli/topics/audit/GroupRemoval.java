package io.cpqoms.cli.topics.audit;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Removes a consumer group that nobody reads with, after its offsets were archived; refuses one that has members. */
public final class GroupRemoval implements AutoCloseable {
    private final Admin admin;
    private final Clock clock;

    public GroupRemoval(KafkaConnection connection, Clock clock) {
        this.admin = connection.admin();
        this.clock = clock;
    }

    /** The group's committed offsets, as lines of {@code topic,partition,offset}. */
    public List<String> offsets(String group) {
        return ask(() -> {
            int members = admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .mapToInt(description -> description.members().size())
                    .sum();
            if (members > 0) {
                throw new CpqFailure("the group " + group + " has " + members
                        + " members and is no zombie; stop its readers first, or leave it");
            }
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<String, String> lines = new TreeMap<>();
            offsets.forEach((partition, offset) -> lines.put(
                    partition.topic() + "%05d".formatted(partition.partition()),
                    partition.topic() + "," + partition.partition() + "," + offset.offset()));
            return List.copyOf(lines.values());
        });
    }

    /** Archives, then removes. Kafka's own tool reads the archive: kafka-consumer-groups --reset-offsets --from-file. */
    public Path remove(String group, Path archives) {
        List<String> offsets = offsets(group);
        Path archive = archives.resolve(group + "-" + clock.instant().getEpochSecond() + ".csv");
        try {
            Files.createDirectories(archives);
            Files.write(archive, offsets);
        } catch (IOException e) {
            throw CpqFailure.environment(
                    "can't archive the offsets of " + group + " in " + archive + ", so it stays: " + e.getMessage(), e);
        }
        ask(() -> admin.deleteConsumerGroups(List.of(group)).all().get() == null);
        return archive;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                throw new CpqFailure("there is no such group; cpq topics audit lists those that nobody reads with");
            }
            throw CpqFailure.environment("Kafka did not do it: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted while asking Kafka");
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
