package io.cpqoms.order.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads an event's payload as this service's own record of it. */
@ApplicationScoped
class Payloads {

    private final ObjectMapper json;

    Payloads(ObjectMapper json) {
        this.json = json;
    }

    /** @throws BadMessage when the payload isn't what the contract says, which no retry can mend */
    <T> T read(ReceivedEvent event, Class<T> contract) {
        try {
            return json.treeToValue(event.payload(), contract);
        } catch (JsonProcessingException e) {
            throw new BadMessage("Payload of " + event.eventType() + " " + event.messageId() + " can't be read", e);
        }
    }
}
