package io.cpqoms.quote.lifecycle;

/** A quote as seen by one tenant: nobody reaches a quote by its id alone. */
public record QuoteRef(String tenantId, QuoteId id) {}
