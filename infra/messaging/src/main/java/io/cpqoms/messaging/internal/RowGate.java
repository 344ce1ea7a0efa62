package io.cpqoms.messaging.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Says which rows of a page may go and why the others may not: behind a parked row of their key, out of version, nothing
 * that their topic takes, or bound for a topic that is held. It remembers what it needs for that of earlier pages.
 *
 * <p>Used by one thread at a time.
 */
final class RowGate {

    private static final int REMEMBERED_AGGREGATES = 50_000;
    private static final int RECORD_OVERHEAD = 1_000;

    private final TopicRegistry registry;
    private final HeldTopics held;
    /** Keys with parked rows, and the first of them: what comes behind it waits. */
    private final Map<String, Long> parkedKeys = new HashMap<>();

    private final Map<String, Long> lastVersions = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_AGGREGATES;
        }
    };

    RowGate(TopicRegistry registry, HeldTopics held) {
        this.registry = registry;
        this.held = held;
    }

    /** Where the rows of a page come from, and so what is asked of them. */
    enum Origin {
        /** Rows that nobody has judged yet. */
        FRESH,
        /** Rows of one key from its head on, that an operator released, whatever their versions are. */
        RELEASED,
        /** Rows of one topic that is held, to find out whether it takes them; their versions were judged already. */
        HELD
    }

    /**
     * Why a row is not published.
     *
     * @param behind it has no failure of its own; an earlier one of its key is parked
     * @param topicHeld it has no failure of its own; its topic is held
     */
    record Refusal(String reason, boolean behind, boolean topicHeld) {

        static final Refusal BEHIND = new Refusal("waits behind an earlier parked message of its key", true, false);

        static Refusal itself(String reason) {
            return new Refusal(reason, false, false);
        }

        static Refusal held(String topic, String failure) {
            return new Refusal("topic " + topic + " is held and goes on by itself: " + failure, false, true);
        }
    }

    /**
     * What became of a page at the broker so far.
     *
     * @param failures why it refused rows
     * @param arrived ids of those that it has, also such as come behind a refused row of their key on another topic
     */
    record SoFar(Map<OutboxRow, String> failures, Set<Long> arrived) {

        static final SoFar NOTHING = new SoFar(Map.of(), Set.of());
    }

    /** What of a page goes and what doesn't; it counts only once it is {@link #passed}. */
    static final class Selection {
        private final Origin origin;
        private final List<OutboxRow> going = new ArrayList<>();
        private final Map<OutboxRow, Refusal> refused = new LinkedHashMap<>();
        private final Map<String, Long> parkedKeys = new HashMap<>();
        private final Map<String, Long> versions = new HashMap<>();

        private Selection(Origin origin) {
            this.origin = origin;
        }

        List<OutboxRow> going() {
            return going;
        }

        Map<OutboxRow, Refusal> refused() {
            return refused;
        }
    }

    /** Replaces what is known of parked keys; of a key that is free again the next version is whatever comes. */
    void parked(Map<String, Long> firstOfKeys) {
        parkedKeys.keySet().stream()
                .filter(key -> !firstOfKeys.containsKey(key))
                .forEach(lastVersions::remove);
        parkedKeys.clear();
        parkedKeys.putAll(firstOfKeys);
    }

    boolean knowsParkedKeys() {
        return !parkedKeys.isEmpty();
    }

    /** Nothing of the key waits any more; some of it may have been discarded, so the next version is whatever comes. */
    void unpark(String key) {
        parkedKeys.remove(key);
        lastVersions.remove(key);
    }

    /** Judges a page, of which the broker may have taken and refused some rows already; what it has taken goes. */
    Selection select(List<OutboxRow> rows, SoFar soFar, Origin origin) {
        Selection selection = new Selection(origin);
        for (OutboxRow row : rows) {
            Refusal refusal = soFar.arrived().contains(row.id())
                    ? null
                    : refusal(row, soFar.failures().get(row), selection);
            if (refusal == null) {
                selection.going.add(row);
            } else {
                selection.refused.put(row, refusal);
            }
            if (refusal == null || refusal.topicHeld()) {
                // What waits with its topic has its place in the order: the next version may follow on another topic.
                selection.versions.put(row.key(), row.aggregateVersion());
            } else {
                selection.parkedKeys.putIfAbsent(row.key(), row.id());
            }
        }
        return selection;
    }

    private @Nullable Refusal refusal(OutboxRow row, @Nullable String failure, Selection page) {
        if (isBehind(row, page)) {
            return Refusal.BEHIND;
        }
        if (failure != null) {
            return Refusal.itself(failure);
        }
        String unfit = unfit(row, page);
        if (unfit != null) {
            return Refusal.itself(unfit);
        }
        return page.origin == Origin.HELD
                ? null
                : held.failure(row.topic())
                        .map(why -> Refusal.held(row.topic(), why))
                        .orElse(null);
    }

    private boolean isBehind(OutboxRow row, Selection page) {
        Long first = page.origin == Origin.RELEASED ? null : parkedKeys.get(row.key());
        return page.parkedKeys.containsKey(row.key()) || first != null && first < row.id();
    }

    private @Nullable String unfit(OutboxRow row, Selection page) {
        Long last = page.versions.getOrDefault(row.key(), lastVersions.get(row.key()));
        if (page.origin == Origin.FRESH && last != null && row.aggregateVersion() != last + 1) {
            return "aggregate version " + row.aggregateVersion() + " follows " + last + "; expected " + (last + 1);
        }
        TopicRegistry.Topic topic = registry.find(row.topic()).orElse(null);
        if (topic == null) {
            return "topic " + row.topic() + " is not in the registry";
        }
        // The cheap bound first: only a long text is encoded to be measured.
        if (row.value().length() * 3L > topic.maxMessageBytes() - RECORD_OVERHEAD) {
            int bytes = row.value().getBytes(StandardCharsets.UTF_8).length + RECORD_OVERHEAD;
            if (bytes > topic.maxMessageBytes()) {
                return "is " + bytes + " bytes long; " + topic.name() + " takes " + topic.maxMessageBytes();
            }
        }
        return null;
    }

    /** Remembers a page that is published but for what was refused of it. */
    void passed(Selection page) {
        page.parkedKeys.forEach((key, first) -> parkedKeys.merge(key, first, Math::min));
        if (page.origin != Origin.HELD) {
            lastVersions.putAll(page.versions);
        }
    }

    /** The topics that a failure to publish the row speaks of: itself, or those that the broker names. */
    static Set<String> topicsOf(OutboxRow row, Exception failure) {
        Set<String> named = switch (failure) {
            case TopicAuthorizationException forbidden -> forbidden.unauthorizedTopics();
            case InvalidTopicException nameless -> nameless.invalidTopics();
            default -> Set.of();
        };
        return named.isEmpty() ? Set.of(row.topic()) : named;
    }
}
