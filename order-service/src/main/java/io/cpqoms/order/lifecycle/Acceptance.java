package io.cpqoms.order.lifecycle;

import io.cpqoms.values.TenantId;

/** An accepted quote revision and whose it is. */
public record Acceptance(TenantId tenant, AcceptedQuote quote) {}
