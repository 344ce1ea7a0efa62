package io.cpqoms.quote.lifecycle;

import io.cpqoms.values.Cause;
import java.util.List;

/** Where the facts of quotes are told; the implementation lives with the contracts. */
public interface QuoteFacts {

    /**
     * Tells facts; needs the transaction, and the row lock, that made them so.
     *
     * @param after the quote after the last of them; they took the versions up to its own
     */
    void happened(List<QuoteEvent> events, Quote after, Cause cause);
}
