package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.values.Actor;
import io.cpqoms.values.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Collects what a shard has published until it goes out as a manifest: per topic the number of messages, their ids and
 * the hash over the ids. Whoever keeps messages can say with it which ones are missing.
 */
final class OutboxManifest {

    static final String TOPIC = "cpq.audit.events.v1";
    private static final String PLATFORM = "platform";
    private static final int MOST_MESSAGES = 1_000;

    private final Envelopes envelopes;
    private final Ids ids;
    private final Clock clock;
    private final Source source;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Entry> pending = new ArrayList<>();
    private Instant oldest = Instant.MAX;

    OutboxManifest(Envelopes envelopes, Ids ids, Clock clock, Source source) {
        this.envelopes = envelopes;
        this.ids = ids;
        this.clock = clock;
        this.source = source;
    }

    /** Who publishes, and after how many messages or how long a manifest is due; zero messages is never. */
    record Source(String service, int shard, int messages, Duration interval) {}

    private record Entry(String topic, UUID messageId) {}

    void add(String topic, UUID messageId) {
        if (isWanted()) {
            pending.add(new Entry(topic, messageId));
            oldest = oldest.equals(Instant.MAX) ? clock.instant() : oldest;
        }
    }

    boolean isDue() {
        return !pending.isEmpty()
                && (pending.size() >= source.messages()
                        || oldest.plus(source.interval()).isBefore(clock.instant()));
    }

    /** Whether what is added is kept: a service may publish without manifests. */
    boolean isWanted() {
        return source.messages() > 0;
    }

    int size() {
        return pending.size();
    }

    /** Everything collected, as manifests of at most a thousand messages; collecting begins anew. */
    List<OutboxRow> take(long tick) {
        List<OutboxRow> manifests = new ArrayList<>();
        for (int from = 0; from < pending.size(); from += MOST_MESSAGES) {
            manifests.add(manifest(pending.subList(from, Math.min(from + MOST_MESSAGES, pending.size())), tick));
        }
        pending.clear();
        oldest = Instant.MAX;
        return manifests;
    }

    private OutboxRow manifest(List<Entry> entries, long tick) {
        UUID id = ids.next();
        Instant now = clock.instant();
        NewEvent event = NewEvent.of("OutboxManifestPublished", 1)
                .onTopic(TOPIC)
                .tenant(PLATFORM)
                .aggregate("outbox-manifest", id, 1)
                .occurredAt(now)
                .correlation(id)
                .causation(id)
                .actor(Actor.service(source.service()))
                .payload(payload(entries, tick));
        Envelopes.Sealed sealed = envelopes.seal(event);
        return new OutboxRow(
                0,
                sealed.messageId(),
                TOPIC,
                event.key(),
                event.eventType(),
                sealed.schemaId(),
                PLATFORM,
                event.aggregateType(),
                event.aggregateId(),
                1,
                now,
                Optional.empty(),
                Optional.empty(),
                sealed.value());
    }

    private ObjectNode payload(List<Entry> entries, long tick) {
        Map<String, List<String>> byTopic = new TreeMap<>();
        entries.forEach(entry -> byTopic.computeIfAbsent(entry.topic(), topic -> new ArrayList<>())
                .add(entry.messageId().toString()));
        ObjectNode payload = json.createObjectNode()
                .put("service", source.service())
                .put("shard", source.shard())
                .put("tick", tick)
                .put("count", entries.size());
        ArrayNode topics = payload.putArray("topics");
        byTopic.forEach((topic, messageIds) -> {
            ObjectNode node = topics.addObject()
                    .put("topic", topic)
                    .put("count", messageIds.size())
                    .put("hash", hash(messageIds));
            messageIds.forEach(node.putArray("messageIds")::add);
        });
        return payload;
    }

    /** SHA-256 over the sorted ids, so that it can be computed from a set of messages that has another order. */
    static String hash(List<String> messageIds) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            messageIds.stream().sorted().forEach(id -> digest.update(id.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
