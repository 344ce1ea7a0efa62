package io.cpqoms.messaging.internal;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * How far a group will have come when what it was given is durable.
 *
 * @param history of the database in which it was found where to read on; empty where that is none of the question
 * @param nextOffsets the next offset to read, by partition of the group's topic
 */
record Reached(String group, String history, Map<Integer, Long> nextOffsets) {

    /** Of work that moves no position. */
    static final Reached NOTHING = new Reached("", "", Map.of());

    Reached {
        nextOffsets = Map.copyOf(nextOffsets);
    }

    static Reached by(String group, String history, ConsumerRecords<String, byte[]> records) {
        Map<Integer, Long> next = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            next.merge(record.partition(), record.offset() + 1, Math::max);
        }
        return new Reached(group, history, next);
    }

    /** Of a part of the work: its history is asked for, its position reached only with the rest. */
    Reached nowhere() {
        return new Reached(group, history, Map.of());
    }

    boolean isNothing() {
        return nextOffsets.isEmpty();
    }

    Object[] partitions() {
        return nextOffsets.keySet().toArray();
    }

    /** In the order of {@link #partitions}. */
    Object[] offsets() {
        return nextOffsets.values().toArray();
    }
}
