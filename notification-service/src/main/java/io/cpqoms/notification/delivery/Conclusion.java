package io.cpqoms.notification.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is recorded about an attempt.
 *
 * @param cause what people and contracts are told: one line, bounded, whatever the mail server or an exception said
 * @param nextAttemptAt only for one that is not at its end
 */
record Conclusion(
        Claimed intent,
        IntentState state,
        Optional<String> providerMessageId,
        Optional<String> cause,
        Optional<Instant> nextAttemptAt) {

    private static final int MAX_CAUSE = 500;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

    Conclusion {
        cause = cause.map(Conclusion::presentable);
    }

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

    static Conclusion waiting(Claimed intent, String cause, Instant until) {
        return new Conclusion(intent, IntentState.WAITING, Optional.empty(), Optional.of(cause), Optional.of(until));
    }

    static Conclusion inDoubt(Claimed intent, String cause) {
        return new Conclusion(intent, IntentState.UNKNOWN, Optional.empty(), Optional.of(cause), Optional.empty());
    }

    private static String presentable(String cause) {
        String line = UNPRINTABLE.matcher(cause).replaceAll(" ");
        return line.codePointCount(0, line.length()) <= MAX_CAUSE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_CAUSE - 1)) + "…";
    }
}
