package io.cpqoms.audit.query;

import java.util.List;
import java.util.Map;

/** How many facts of a tenant the trail holds, in all and by the topic that brought them. */
record FactCount(long count, List<TopicCount> topics) {

    /** The facts of one topic. */
    record TopicCount(String topic, long count) {}

    static FactCount of(Map<String, Long> byTopic) {
        List<TopicCount> topics = byTopic.entrySet().stream()
                .map(entry -> new TopicCount(entry.getKey(), entry.getValue()))
                .toList();
        return new FactCount(topics.stream().mapToLong(TopicCount::count).sum(), topics);
    }
}
