package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.TransientFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What Kafka answers in one look. Each topic, partition and group answers for itself: one that gives no answer is noted and
 * takes nothing from the others.
 */
final class TopicAnswers {

    private final Admin admin;
    private final List<String> unanswered = new ArrayList<>();

    TopicAnswers(Admin admin) {
        this.admin = admin;
    }

    /** What was asked in vain, and why. */
    List<String> unanswered() {
        return unanswered;
    }

    void missed(Object what, Throwable why) {
        unanswered.add(what + ": " + why);
    }

    /** The partitions of the topics that answered; a topic that is missing has none. */
    Map<String, Set<TopicPartition>> partitions(Set<String> topics) {
        Map<String, Set<TopicPartition>> partitions = new HashMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, described) -> {
            try {
                partitions.put(
                        topic,
                        get(described).partitions().stream()
                                .map(part -> new TopicPartition(topic, part.partition()))
                                .collect(Collectors.toSet()));
            } catch (ExecutionException e) {
                if (causeOf(e) instanceof UnknownTopicOrPartitionException) {
                    partitions.put(topic, Set.of());
                } else {
                    missed(topic, causeOf(e));
                }
            }
        });
        return partitions;
    }

    Map<TopicPartition, Long> offsets(Collection<TopicPartition> parts, OffsetSpec which) {
        ListOffsetsResult asked = admin.listOffsets(
                parts.stream().collect(Collectors.toMap(part -> part, part -> which)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition part : parts) {
            answer(part, asked.partitionResult(part)).ifPresent(found -> offsets.put(part, found.offset()));
        }
        return offsets;
    }

    /** What the groups that answered have committed. */
    Map<String, Map<TopicPartition, Long>> committed(Set<String> groups) {
        var asked = admin.listConsumerGroupOffsets(
                groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())));
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        for (String group : groups) {
            answer(group, asked.partitionsToOffsetAndMetadata(group)).ifPresent(found -> {
                Map<TopicPartition, Long> offsets = new HashMap<>();
                found.forEach((part, offset) -> {
                    if (offset != null) {
                        offsets.put(part, offset.offset());
                    }
                });
                committed.put(group, offsets);
            });
        }
        return committed;
    }

    private <T> Optional<T> answer(Object what, KafkaFuture<T> asked) {
        try {
            return Optional.of(get(asked));
        } catch (ExecutionException e) {
            missed(what, causeOf(e));
            return Optional.empty();
        }
    }

    private static <T> T get(KafkaFuture<T> asked) throws ExecutionException {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("Interrupted", e);
        }
    }

    private static Throwable causeOf(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
