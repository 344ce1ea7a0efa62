package io.cpqoms.notification.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An intent as somebody sees it who asks what was told to whom. */
record NotificationView(
        UUID notificationId,
        String state,
        String template,
        int templateVersion,
        String recipient,
        String channel,
        String subjectType,
        String subjectId,
        int attempts,
        Optional<String> providerMessageId,
        Optional<String> cause,
        UUID correlationId,
        Instant createdAt,
        Instant updatedAt) {}
