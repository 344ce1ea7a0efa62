package io.cpqoms.search.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.EventTime;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.search.index.DocumentKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** How the events of one kind of aggregate change its document. Pure: a document and an event give a document. */
final class Fold {

    private final DocumentKind kind;
    private final String idField;
    private final Map<String, Change> changes;
    private final Consumer<ObjectNode> derive;

    /**
     * @param idField what the document calls its own id
     * @param changes what each event type changes
     * @param derive computes what follows from the rest of the document, after every change
     */
    Fold(DocumentKind kind, String idField, Map<String, Change> changes, Consumer<ObjectNode> derive) {
        this.kind = kind;
        this.idField = idField;
        this.changes = changes;
        this.derive = derive;
    }

    /** What an event changes in a document. */
    @FunctionalInterface
    interface Change {
        void apply(ObjectNode document, JsonNode payload, String occurredAt);
    }

    /** The event types that change a document of this kind. */
    Set<String> eventTypes() {
        return changes.keySet();
    }

    /** The document after the event; one that already knows this version stays as it is. */
    ProjectedDocument apply(Optional<ProjectedDocument> before, ReceivedEvent event) {
        if (before.isPresent() && before.get().version() >= event.aggregateVersion()) {
            return before.get();
        }
        String occurredAt = EventTime.format(event.occurredAt());
        ObjectNode content =
                before.map(document -> document.content().deepCopy()).orElseGet(() -> begin(event, occurredAt));
        Change change = changes.get(event.eventType());
        if (change == null) {
            throw new IllegalArgumentException(kind + " documents know no event " + event.eventType());
        }
        change.apply(content, event.payload(), occurredAt);
        content.put("version", event.aggregateVersion());
        content.put("updatedAt", occurredAt);
        derive.accept(content);
        return new ProjectedDocument(
                new ProjectedDocument.Key(event.tenantId(), kind, event.aggregateId()),
                event.aggregateVersion(),
                event.correlationId(),
                event.occurredAt(),
                content);
    }

    private ObjectNode begin(ReceivedEvent event, String occurredAt) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("tenantId", event.tenantId())
                .put(idField, event.aggregateId())
                .put("correlationId", event.correlationId().toString())
                .put("createdAt", occurredAt);
    }
}
