package io.cpqoms.search.integration;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.OrderPolicy;
import io.cpqoms.messaging.ProcessingMode;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.projection.Projection;

/** What the projecting consumers accept: exactly the event types that their fold knows. */
final class Declarations {

    private Declarations() {}

    static ConsumerDeclaration latestWins(ConsumerDeclaration.Builder declaration, DocumentKind kind) {
        declaration
                .order(OrderPolicy.LATEST_WINS)
                .allows(ProcessingMode.REPLAY_REBUILD, ProcessingMode.REPLAY_VALIDATE_ONLY, ProcessingMode.SHADOW);
        Projection.eventTypes(kind).forEach(type -> declaration.accepts(type, 1));
        return declaration.build();
    }
}
