package io.cpqoms.cli.topics.audit;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A consumer group as the cluster knows it.
 *
 * @param members how many consumers are in it now
 * @param lags records it still has to read, by topic, for every topic that it committed an offset on
 * @param assigned topics that its members hold partitions of; a reader of an empty topic has committed nothing yet
 */
record GroupView(String id, int members, Map<String, Long> lags, Set<String> assigned) {
    boolean isEmpty() {
        return members == 0;
    }

    long lag() {
        return lags.values().stream().mapToLong(Long::longValue).sum();
    }

    Set<String> topics() {
        Set<String> topics = new TreeSet<>(lags.keySet());
        topics.addAll(assigned);
        return topics;
    }
}
