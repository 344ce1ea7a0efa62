package io.cpqoms.order.fulfilment;

import io.cpqoms.order.fallout.FalloutType;

/** What became of asking a partner. */
sealed interface PartnerAnswer {

    /** @param reference the partner's number for the work */
    record Performed(String reference) implements PartnerAnswer {}

    /** The partner won't, and asking again changes nothing until somebody repairs the cause. */
    record Refused(FalloutType type, String cause) implements PartnerAnswer {}

    /** Nobody knows whether the work was done; ask again under the same key. */
    record NotReached(String why) implements PartnerAnswer {}
}
