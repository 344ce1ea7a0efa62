package io.cpqoms.cli.topics.audit;

import java.util.Map;

/**
 * A consumer group as the cluster knows it.
 *
 * @param members how many consumers are in it now
 * @param lags records it still has to read, by topic, for every topic that it committed an offset on
 */
record GroupView(String id, int members, Map<String, Long> lags) {
    boolean isEmpty() {
        return members == 0;
    }

    long lag() {
        return lags.values().stream().mapToLong(Long::longValue).sum();
    }
}
