package io.cpqoms.quote.lifecycle;

/** What became of a command. */
public sealed interface Outcome {

    /** It happened, or stood already; this is the quote now. */
    record Done(Quote quote) implements Outcome {}

    /** It was refused; nothing was written. */
    record Refused(QuoteProblem problem) implements Outcome {}
}
