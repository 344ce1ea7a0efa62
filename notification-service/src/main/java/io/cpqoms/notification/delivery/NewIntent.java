package io.cpqoms.notification.delivery;

import io.cpqoms.notification.rule.Wanted;
import java.util.UUID;

/** What a rule wants, with the message behind it. */
public record NewIntent(String tenantId, UUID causeMessageId, UUID correlationId, Wanted wanted, int templateVersion) {}
