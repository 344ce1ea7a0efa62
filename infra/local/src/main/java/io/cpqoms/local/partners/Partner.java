package io.cpqoms.local.partners;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One fulfilment partner: does each piece of work once, however often it is asked. Keeps nothing over a restart. */
final class Partner {
    private final String name;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<PlannedRefusal> refusals = new ArrayList<>();
    private int latencyMillis;

    Partner(String name) {
        this.name = name;
    }

    /** Work and what came of it. */
    record Entry(Work work, Outcome outcome) {}

    String name() {
        return name;
    }

    synchronized int latencyMillis() {
        return latencyMillis;
    }

    synchronized void behave(int latency, List<PlannedRefusal> planned) {
        latencyMillis = latency;
        refusals.clear();
        refusals.addAll(planned);
    }

    /** The answer of the first time this key came; the caller compares the work, for a key must not be used twice. */
    synchronized Entry perform(Work work) {
        return entries.computeIfAbsent(work.key(), key -> new Entry(work, decide(work)));
    }

    synchronized List<Entry> entriesOf(String orderId) {
        return entries.values().stream()
                .filter(entry -> entry.work().orderId().equals(orderId))
                .toList();
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    private Outcome decide(Work work) {
        for (int i = 0; i < refusals.size(); i++) {
            PlannedRefusal refusal = refusals.get(i);
            if (refusal.times() > 0 && refusal.matches(work)) {
                refusals.set(i, refusal.usedOnce());
                return refusal.answer();
            }
        }
        return new Outcome.Done(name + "-" + UUID.randomUUID());
    }
}
