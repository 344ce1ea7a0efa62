package io.cpqoms.notification.delivery;

import io.cpqoms.notification.channel.Notice;
import io.cpqoms.notification.rule.Recipient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An intent that this instance may send, once.
 *
 * @param attempts including the one that is due now
 * @param dueSince since when it could be sent: its creation, or when its address came or somebody wanted it again
 * @param contact where the recipient is reached, if anybody has said
 */
record Claimed(
        UUID claimId,
        String tenantId,
        UUID causeMessageId,
        UUID correlationId,
        Notice notice,
        Recipient.Kind recipientKind,
        int attempts,
        Instant dueSince,
        Optional<Reach> contact) {

    /** Address and language. */
    record Reach(String email, String locale) {}
}
