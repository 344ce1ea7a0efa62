package io.cpqoms.notification.delivery;

import io.cpqoms.notification.channel.SendResult;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides what an attempt's result means; for email at most once: doubt ends the delivery, only a clear "not taken" allows
 * another attempt. Pure.
 */
record DeliveryPolicy(Duration backoff, Duration backoffMaximum, Duration giveUpAfter, Duration addressPatience) {

    private static final int MAX_DOUBLINGS = 20;

    Conclusion conclude(Claimed intent, SendResult result, Instant now) {
        return switch (result) {
            case SendResult.Taken(String id) -> Conclusion.sent(intent, id);
            case SendResult.Refused(String cause) -> Conclusion.failed(intent, cause);
            case SendResult.InDoubt(String cause) -> Conclusion.inDoubt(intent, cause);
            case SendResult.NoAddress(String cause) -> waiting(intent, cause, now);
            case SendResult.NotNow(String cause) -> again(intent, cause, now);
            case SendResult.Unreachable(String cause) -> again(intent, cause, now);
        };
    }

    private Conclusion again(Claimed intent, String cause, Instant now) {
        if (!now.isBefore(intent.dueSince().plus(giveUpAfter))) {
            return Conclusion.failed(intent, "Given up after " + giveUpAfter.toHours() + " hours. " + cause);
        }
        return Conclusion.again(intent, cause, now.plus(wait(intent.attempts())));
    }

    /** Due again when the patience is over, to fail then; an address that comes makes it due at once. */
    private Conclusion waiting(Claimed intent, String cause, Instant now) {
        Instant end = intent.dueSince().plus(addressPatience);
        return now.isBefore(end)
                ? Conclusion.waiting(intent, cause, end)
                : Conclusion.failed(intent, "None came within " + addressPatience.toDays() + " days. " + cause);
    }

    /** The wait after so many attempts in vain: doubled each time, up to the maximum. */
    Duration wait(int attempts) {
        Duration wait = backoff.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS));
        return wait.compareTo(backoffMaximum) > 0 ? backoffMaximum : wait;
    }
}
