package io.cpqoms.notification.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * What is recorded about an attempt.
 *
 * @param nextAttemptAt only for one that goes back to pending
 */
record Conclusion(
        Claimed intent,
        IntentState state,
        Optional<String> providerMessageId,
        Optional<String> cause,
        Optional<Instant> nextAttemptAt) {

    static Conclusion sent(Claimed intent, String providerMessageId) {
        return new Conclusion(
                intent, IntentState.SENT, Optional.of(providerMessageId), Optional.empty(), Optional.empty());
    }

    static Conclusion failed(Claimed intent, String cause) {
        return new Conclusion(intent, IntentState.FAILED, Optional.empty(), Optional.of(cause), Optional.empty());
    }

    static Conclusion again(Claimed intent, String cause, Instant at) {
        return new Conclusion(intent, IntentState.PENDING, Optional.empty(), Optional.of(cause), Optional.of(at));
    }

    static Conclusion inDoubt(Claimed intent, String cause) {
        return new Conclusion(intent, IntentState.UNKNOWN, Optional.empty(), Optional.of(cause), Optional.empty());
    }
}
