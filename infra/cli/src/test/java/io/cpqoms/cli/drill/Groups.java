package io.cpqoms.cli.drill;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** The consumer groups of a stack, and how far they have read. */
final class Groups {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String kafka;

    Groups(String kafka) {
        this.kafka = kafka;
    }

    /** How far the foremost group has read each partition. */
    Map<TopicPartition, Long> foremost() {
        return committed(Optional.empty()).values().stream()
                .collect(
                        HashMap::new,
                        (all, group) -> group.forEach((part, offset) -> all.merge(part, offset, Math::max)),
                        Map::putAll);
    }

    /** All but the one service's, which goes on; answers whose. */
    Set<String> resetToTheBeginningWithout(String service) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            Map<String, Map<TopicPartition, Long>> groups = committed(Optional.empty());
            groups.keySet().removeIf(group -> group.contains(service));
            for (Map.Entry<String, Map<TopicPartition, Long>> group : groups.entrySet()) {
                await().atMost(PATIENCE).until(() -> isEmpty(admin, group.getKey()));
                Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
                group.getValue().keySet().forEach(part -> beginning.put(part, new OffsetAndMetadata(0)));
                admin.alterConsumerGroupOffsets(group.getKey(), beginning).all().get();
            }
            return groups.keySet();
        }
    }

    private static boolean isEmpty(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group))
                        .all()
                        .get()
                        .get(group)
                        .groupState()
                == GroupState.EMPTY;
    }

    void awaitRead(Set<String> groups, Map<TopicPartition, Long> ends) {
        await().atMost(PATIENCE)
                .until(() -> groups.stream()
                        .allMatch(group -> committed(Optional.of(group)).get(group).entrySet().stream()
                                .allMatch(part -> part.getValue() >= ends.getOrDefault(part.getKey(), 0L))));
    }

    private Map<String, Map<TopicPartition, Long>> committed(Optional<String> only) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            Map<String, Map<TopicPartition, Long>> groups = new TreeMap<>();
            for (var group : admin.listGroups().all().get()) {
                if (only.isEmpty() || only.get().equals(group.groupId())) {
                    Map<TopicPartition, Long> offsets = new HashMap<>();
                    admin.listConsumerGroupOffsets(group.groupId())
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .forEach((part, offset) -> offsets.put(part, offset.offset()));
                    groups.put(group.groupId(), offsets);
                }
            }
            return groups;
        } catch (Exception e) {
            throw new IllegalStateException("the groups can't be read", e);
        }
    }
}
