package io.cpqoms.workflow.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A command to a domain service. */
record DomainCommand(Service service, String path, Optional<ObjectNode> body) {

    /** The services that processes command. */
    enum Service {
        QUOTE,
        ORDER
    }

    static DomainCommand toQuote(String path, ObjectNode body) {
        return new DomainCommand(Service.QUOTE, path, Optional.of(body));
    }

    static DomainCommand toOrder(String path) {
        return new DomainCommand(Service.ORDER, path, Optional.empty());
    }

    static DomainCommand toOrder(String path, ObjectNode body) {
        return new DomainCommand(Service.ORDER, path, Optional.of(body));
    }
}
