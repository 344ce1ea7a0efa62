package io.cpqoms.quote.lifecycle;

/** What comes of a command: the fact that will be true, or the refusal. */
sealed interface Decision {

    /** The command is accepted; this happened. */
    record Accepted(QuoteEvent event) implements Decision {}

    /** The command is refused; nothing happened. */
    record Refused(QuoteProblem problem) implements Decision {}
}
