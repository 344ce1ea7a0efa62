package io.cpqoms.messaging.internal;

import java.util.List;

/** Ends a transaction in which a message id turned up that was used before for another content; nothing of it is kept. */
final class ReusedIds extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Delivery.Readable> deliveries;

    ReusedIds(List<Delivery.Readable> deliveries) {
        super(deliveries.size() + " messages carry an id that was used before for another content", null, false, false);
        this.deliveries = List.copyOf(deliveries);
    }

    /** The later ones of each id. */
    List<Delivery.Readable> deliveries() {
        return deliveries;
    }
}
