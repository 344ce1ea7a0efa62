package io.cpqoms.messaging.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.values.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Opens records. Whatever lies on a topic, the end is an event whose envelope keeps its bounds and agrees with its headers,
 * or {@link BadMessage}: nothing else may come out of here, because everything else would stop the consumer.
 */
@ApplicationScoped
public class EnvelopeReader {

    /** How far the clocks of two services may differ; what is said to be later than that would be kept for a day to come. */
    static final Duration AHEAD = Duration.ofDays(1);

    private final ObjectMapper json = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final TopicRegistry registry;
    private final EventSchemas schemas;
    private final Clock clock;

    EnvelopeReader(TopicRegistry registry, EventSchemas schemas, Clock clock) {
        this.registry = registry;
        this.schemas = schemas;
        this.clock = clock;
    }

    /**
     * Whether the headers alone tell that the consumer doesn't want the record: its schema is one that the registry lists
     * for the topic and the declaration doesn't accept. What says nothing, or something unknown, must be opened.
     */
    boolean isSkippedBy(ConsumerDeclaration declaration, ConsumerRecord<String, byte[]> record) {
        if (declaration.seesEveryVersion()) {
            return false;
        }
        Optional<String> schemaId = header(record, "ce_dataschema");
        return schemaId.isPresent()
                && registry.topic(record.topic()).schemaIds().contains(schemaId.get())
                && declaration.accepted().stream()
                        .noneMatch(accepted -> schemaId.get().endsWith("." + accepted));
    }

    /**
     * The event in a record.
     *
     * <p>A type that the registry doesn't list comes from a writer that was deployed before its readers. Who names the types
     * it wants gets it as an event that it doesn't accept, its payload unchecked; for who asks for everything it is bad data,
     * as is another version of a type that it does want.
     *
     * @throws BadMessage naming what is wrong with the record
     */
    public ReceivedEvent open(ConsumerRecord<String, byte[]> record, ConsumerDeclaration declaration) {
        try {
            return read(record, declaration);
        } catch (BadMessage defect) {
            throw defect;
        } catch (RuntimeException | StackOverflowError unforeseen) {
            throw new BadMessage("The record can't be opened: " + unforeseen, unforeseen);
        }
    }

    /** Whether the registry lists this type, in any version, for the topic. */
    boolean knows(ReceivedEvent event) {
        return registry.topic(event.topic()).carriesType(event.eventType());
    }

    private ReceivedEvent read(ConsumerRecord<String, byte[]> record, ConsumerDeclaration declaration) {
        JsonNode envelope = parse(record.value());
        List<String> problems = schemas.envelopeViolations(envelope);
        if (!problems.isEmpty()) {
            throw new BadMessage("The envelope is not valid: " + problems);
        }
        ReceivedEvent event = event(record, envelope);
        refuseTheFuture(event);
        refuseDisagreement(record, event);
        TopicRegistry.Topic topic = registry.topic(record.topic());
        Optional<String> schemaId = topic.schemaIdOf(event.eventType(), event.eventVersion());
        if (schemaId.isPresent()) {
            problems = schemas.violationsForConsumer(schemaId.get(), event.payload());
            if (!problems.isEmpty()) {
                throw new BadMessage("The payload breaks " + schemaId.get() + ": " + problems);
            }
        } else if (declaration.wantsType(event.eventType())) {
            throw new BadMessage(record.topic() + " may not carry " + event.eventType() + ".v" + event.eventVersion()
                    + ", which the registry does not list for it");
        }
        return event;
    }

    private JsonNode parse(byte[] value) {
        if (value == null) {
            throw new BadMessage("The record has no value");
        }
        try {
            JsonNode node = json.readTree(value);
            if (node == null || !node.isObject()) {
                throw new BadMessage("The value is not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new BadMessage("The value is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadMessage("The value can't be read", e);
        }
    }

    private static ReceivedEvent event(ConsumerRecord<String, byte[]> record, JsonNode envelope) {
        JsonNode actor = envelope.path("actor");
        return new ReceivedEvent(
                UUID.fromString(envelope.path("messageId").asText()),
                envelope.path("eventType").asText(),
                (int) whole(envelope, "eventVersion"),
                envelope.path("tenantId").asText(),
                envelope.path("aggregateType").asText(),
                envelope.path("aggregateId").asText(),
                whole(envelope, "aggregateVersion"),
                Instant.parse(envelope.path("occurredAt").asText()),
                UUID.fromString(envelope.path("correlationId").asText()),
                UUID.fromString(envelope.path("causationId").asText()),
                new Actor(
                        Actor.Kind.valueOf(actor.path("kind").asText().toUpperCase(Locale.ROOT)),
                        actor.path("subject").asText()),
                envelope.path("payload"),
                envelope,
                header(record, "traceparent"),
                record.topic(),
                record.partition(),
                record.offset());
    }

    /** The schema's bounds hold for what is written as an integer; a decimal beyond a long would wrap around to a small one. */
    private static long whole(JsonNode envelope, String field) {
        JsonNode number = envelope.path(field);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new BadMessage(field + " must be an integer without fraction or exponent, was " + number);
        }
        return number.asLong();
    }

    private void refuseTheFuture(ReceivedEvent event) {
        Instant latest = clock.instant().plus(AHEAD);
        if (event.occurredAt().isAfter(latest)) {
            throw new BadMessage("occurredAt " + event.occurredAt() + " lies more than a day ahead");
        }
        if (InboxDays.isTimed(event.messageId())
                && InboxDays.timeOf(event.messageId()).isAfter(latest)) {
            throw new BadMessage("The time in messageId " + event.messageId() + ", "
                    + InboxDays.timeOf(event.messageId()) + ", lies more than a day ahead");
        }
    }

    /** Others may have decided by what stands outside; so it must say what stands inside. */
    private static void refuseDisagreement(ConsumerRecord<String, byte[]> record, ReceivedEvent event) {
        if (!event.aggregateKey().equals(record.key())) {
            throw new BadMessage(
                    "The record key is " + record.key() + " but the envelope says " + event.aggregateKey());
        }
        String schemaId = event.envelope().path("schemaId").asText();
        if (!schemaId.endsWith("." + event.eventType() + ".v" + event.eventVersion())) {
            throw new BadMessage(
                    "schemaId " + schemaId + " is not that of " + event.eventType() + ".v" + event.eventVersion());
        }
        refuseDisagreement(record, "ce_id", event.messageId().toString());
        refuseDisagreement(record, "ce_type", event.eventType());
        refuseDisagreement(record, "ce_dataschema", schemaId);
        refuseDisagreement(record, "tenant", event.tenantId());
    }

    private static void refuseDisagreement(ConsumerRecord<String, byte[]> record, String name, String inside) {
        if (record.headers().lastHeader(name) == null) {
            return;
        }
        String outside = header(record, name).orElse("nothing");
        if (!outside.equals(inside)) {
            throw new BadMessage("The header " + name + " says " + outside + " but the envelope says " + inside);
        }
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
