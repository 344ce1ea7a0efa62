package io.cpqoms.notification.delivery;

import io.cpqoms.command.Problem;
import java.util.List;
import java.util.Optional;

/**
 * An operator's wish that a message be sent again.
 *
 * @param acceptDuplicate whether the recipient may get it twice; must be said of one that somebody may already have
 */
record Resend(String askedBy, String reason, boolean acceptDuplicate) {

    /** Why an intent in this state is not sent again, if it is not. */
    Optional<Problem> refusal(IntentState state) {
        return switch (state) {
            case FAILED -> Optional.empty();
            case UNKNOWN ->
                acceptDuplicate
                        ? Optional.empty()
                        : Optional.of(Problem.conflict(
                                "duplicate-possible",
                                "Duplicate possible",
                                "Nobody knows whether the recipient has this message; to send it all the same, say"
                                        + " acceptDuplicate: true."));
            case PENDING, WAITING, SENDING, SENT ->
                Optional.of(Problem.illegalTransition("resend", state.contractName(), List.of()));
        };
    }
}
