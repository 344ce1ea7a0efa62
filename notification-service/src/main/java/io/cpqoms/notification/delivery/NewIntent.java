package io.cpqoms.notification.delivery;

import io.cpqoms.notification.rule.Wanted;
import java.time.Instant;
import java.util.UUID;

/**
 * What a rule wants, with the message behind it.
 *
 * @param occurredAt when the fact became one, or the command was given
 */
public record NewIntent(
        String tenantId,
        UUID causeMessageId,
        UUID correlationId,
        Instant occurredAt,
        Wanted wanted,
        int templateVersion) {}
