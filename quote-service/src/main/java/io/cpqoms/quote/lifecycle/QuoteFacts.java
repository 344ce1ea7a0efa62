package io.cpqoms.quote.lifecycle;

import io.cpqoms.values.Cause;

/** Where the facts of quotes are told; the implementation lives with the contracts. */
public interface QuoteFacts {

    /** Tells the fact that led to this quote; needs the transaction, and the row lock, that made it so. */
    void happened(QuoteEvent event, Quote after, Cause cause);
}
