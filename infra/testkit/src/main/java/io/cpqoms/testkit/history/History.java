package io.cpqoms.testkit.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run recorded, in no particular order. Threads may add at the same time.
 *
 * <p>A run whose commands nobody recorded is checked from its commits on.
 */
public final class History {

    private final Map<String, EffectPolicy> consumers = new LinkedHashMap<>();
    private final List<HistoryRecord> records = new ArrayList<>();

    /** Declares a consumer; one that had no effect at all would otherwise go unnoticed. */
    public synchronized History consumer(String name, EffectPolicy policy) {
        consumers.put(name, policy);
        return this;
    }

    public synchronized History add(HistoryRecord entry) {
        if (entry instanceof HistoryRecord.Applied applied && !consumers.containsKey(applied.consumer())) {
            throw new IllegalArgumentException("consumer " + applied.consumer()
                    + " has effects but was not declared; known: " + consumers.keySet());
        }
        records.add(entry);
        return this;
    }

    public synchronized History addAll(List<? extends HistoryRecord> entries) {
        entries.forEach(this::add);
        return this;
    }

    synchronized Map<String, EffectPolicy> consumers() {
        return new LinkedHashMap<>(consumers);
    }

    synchronized <R extends HistoryRecord> List<R> all(Class<R> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
