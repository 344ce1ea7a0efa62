package io.cpqoms.quote.lifecycle;

import io.cpqoms.values.QuoteId;

/** A quote as seen by one tenant: nobody reaches a quote by its id alone. */
public record QuoteRef(String tenantId, QuoteId id) {}
