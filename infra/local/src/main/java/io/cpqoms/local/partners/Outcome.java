package io.cpqoms.local.partners;

/** A partner's answer to one piece of work; the same key gets the same answer again. */
sealed interface Outcome {
    record Done(String reference) implements Outcome {}

    /** A business refusal: asking again with the same key will not help. */
    record Refused(String type, String cause) implements Outcome {}
}
