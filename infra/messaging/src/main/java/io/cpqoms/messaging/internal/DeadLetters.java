package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.CommandRequest;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.FatalFailure;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.values.Actor;
import io.cpqoms.values.Ids;
import io.cpqoms.values.StorableText;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Writes the dead letter of a record in the transaction that marks the record as dead: an outbox row for the dead-letter
 * topic, and the row by which people deal with it.
 */
@ApplicationScoped
public class DeadLetters {

    static final String UNKNOWN = "unknown";
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_TYPE = 200;
    /** What the envelope around a letter's payload takes, with the facts of the original that are added to it. */
    private static final int ENVELOPE_ROOM = 3_000;

    private static final Pattern PARTICULARS = Pattern.compile("[0-9a-fA-F-]{8,}|\\d+|\"[^\"]*\"");
    private static final int GROUP_LENGTH = 12;

    private static final String INSERT = """
            insert into dead_letter (dlq_id, consumer, message_id, tenant_id, aggregate_key, aggregate_version, event_type,
                failure_type, failure_class, failure_message, failure_group, attempts, first_failed_at, last_failed_at, %s)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (consumer, message_id) do update set state = 'OPEN', closed_at = null,
                first_failed_at = case when dead_letter.closed_at is null
                    then dead_letter.first_failed_at else excluded.first_failed_at end,
                owner = case when dead_letter.closed_at is null then dead_letter.owner end,
                repaired_value = case when dead_letter.closed_at is null then dead_letter.repaired_value end,
                attempts = dead_letter.attempts + excluded.attempts, failure_type = excluded.failure_type,
                failure_class = excluded.failure_class, failure_message = excluded.failure_message,
                failure_group = excluded.failure_group, last_failed_at = excluded.last_failed_at
            returning dlq_id""".formatted(StoredRecord.COLUMNS);

    private final DataSource dataSource;
    private final Outbox outbox;
    private final TopicRegistry registry;
    private final Ids ids;
    private final Clock clock;

    DeadLetters(DataSource dataSource, Outbox outbox, TopicRegistry registry, Ids ids, Clock clock) {
        this.dataSource = dataSource;
        this.outbox = outbox;
        this.registry = registry;
        this.ids = ids;
        this.clock = clock;
    }

    /** Why a record was given up, after how many attempts, and since when it failed. */
    record Reason(String type, String failureClass, String message, int attempts, Instant firstFailedAt) {

        static Reason badData(BadMessage defect, Instant failedAt) {
            return of("bad-data", defect, 1, failedAt);
        }

        static Reason of(String type, Throwable failure, int attempts, Instant firstFailedAt) {
            String name = StorableText.cleaned(failure.getClass().getName(), LONGEST_NAME);
            return new Reason(type, name, messageOf(failure), attempts, firstFailedAt);
        }

        /** Equal for failures of the same kind: ids, numbers and quoted values don't count. */
        String group(String consumer) {
            String kind = consumer + '\n' + failureClass + '\n' + inGeneral(message);
            return CommandRequest.hash(kind).substring(0, GROUP_LENGTH);
        }
    }

    /** Whether two failures say the same but for ids, numbers and quoted values. */
    static boolean alike(String one, String other) {
        return inGeneral(one).equals(inGeneral(other));
    }

    private static String inGeneral(String message) {
        return PARTICULARS.matcher(message).replaceAll("#");
    }

    /** The failure as anybody may read it: its detail may quote a record, unless it was written for the person who is paged. */
    static String publicly(Throwable failure) {
        return failure instanceof FatalFailure
                ? messageOf(failure)
                : failure.getClass().getName();
    }

    /** What the failure says, as a column can hold it. */
    static String messageOf(Throwable failure) {
        return StorableText.cleaned(String.valueOf(failure.getMessage()), LONGEST_MESSAGE);
    }

    /** What is known of the original: all of a readable one, and of another what its key and headers say. */
    private record Original(
            Optional<UUID> messageId,
            String tenantId,
            String aggregateType,
            String aggregateId,
            long version,
            String type) {

        static Original of(Delivery delivery) {
            return switch (delivery) {
                case Delivery.Readable(var record, var receivedAt, ReceivedEvent event) ->
                    new Original(
                            Optional.of(event.messageId()),
                            event.tenantId(),
                            event.aggregateType(),
                            event.aggregateId(),
                            event.aggregateVersion(),
                            event.eventType());
                case Delivery.Defective defective -> guess(defective);
            };
        }

        private static Original guess(Delivery.Defective defective) {
            String type = header(defective.record(), "ce_type")
                    .map(text -> StorableText.cleaned(text, LONGEST_TYPE))
                    .orElse(UNKNOWN);
            Optional<UUID> id = header(defective.record(), "ce_id").flatMap(Original::uuid);
            return defective
                    .aggregate()
                    .map(aggregate -> new Original(id, aggregate.tenantId(), aggregate.type(), aggregate.id(), 0, type))
                    .orElseGet(() -> new Original(id, UNKNOWN, UNKNOWN, UNKNOWN, 0, type));
        }

        private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
            Header header = record.headers().lastHeader(name);
            return header == null || header.value() == null
                    ? Optional.empty()
                    : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
        }

        private static Optional<UUID> uuid(String text) {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** Writes the letter and answers its id; a letter of the same message, long closed, is opened again. */
    UUID append(String consumer, Delivery delivery, Reason reason) {
        UUID dlqId = ids.next();
        Instant now = clock.instant();
        Original original = Original.of(delivery);
        UUID kept = insert(dlqId, consumer, delivery, original, reason, now);
        if (kept.equals(dlqId)) {
            publish(dlqId, consumer, delivery, original, reason, now);
        }
        return kept;
    }

    private UUID insert(UUID dlqId, String consumer, Delivery delivery, Original original, Reason reason, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, dlqId);
            insert.setString(2, consumer);
            insert.setObject(3, delivery.messageId());
            insert.setString(4, original.tenantId());
            insert.setString(5, delivery.key());
            insert.setLong(6, original.version());
            insert.setString(7, original.type());
            insert.setString(8, reason.type());
            insert.setString(9, reason.failureClass());
            insert.setString(10, reason.message());
            insert.setString(11, reason.group(consumer));
            insert.setInt(12, reason.attempts());
            insert.setObject(13, reason.firstFailedAt().atOffset(ZoneOffset.UTC));
            insert.setObject(14, now.atOffset(ZoneOffset.UTC));
            StoredRecord.of(delivery.record()).bind(insert, 15);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure("The dead letter of " + delivery.messageId() + " could not be written", e);
        }
    }

    private void publish(
            UUID dlqId, String consumer, Delivery delivery, Original original, Reason reason, Instant now) {
        ConsumerRecord<String, byte[]> record = delivery.record();
        String topic = registry.topic(record.topic())
                .deadLetterTopic()
                .orElseThrow(() -> new IllegalStateException(record.topic() + " has no dead-letter topic"));
        int room = TopicRegistry.roomOf(registry.topic(topic)) - ENVELOPE_ROOM;
        ObjectNode payload = new DeadLetterPayload(record).of(dlqId, consumer, reason, now, room);
        original.messageId().ifPresent(id -> payload.put("originalMessageId", id.toString()));
        if (!original.tenantId().equals(UNKNOWN)) {
            payload.put("originalTenantId", original.tenantId())
                    .put("originalAggregateType", original.aggregateType())
                    .put("originalAggregateId", original.aggregateId());
        }
        outbox.append(NewEvent.of("MessageDeadLettered", 1)
                .onTopic(topic)
                .tenant(original.tenantId())
                .aggregate("dead-letter", dlqId, 1)
                .occurredAt(now)
                .correlation(
                        delivery instanceof Delivery.Readable readable
                                ? readable.event().correlationId()
                                : dlqId)
                .causation(original.messageId().orElse(delivery.messageId()))
                .actor(Actor.service(consumer))
                .payload(payload));
    }
}
