package io.cpqoms.quote.lifecycle;

import io.cpqoms.values.QuoteId;

/** What became of a command. */
public sealed interface Outcome {

    /** It happened; this is the quote now. */
    record Done(Quote quote) implements Outcome {}

    /** It was refused; nothing was written. */
    record Refused(QuoteProblem problem) implements Outcome {}

    /** The tenant has no such quote. */
    record Unknown(QuoteId id) implements Outcome {}
}
