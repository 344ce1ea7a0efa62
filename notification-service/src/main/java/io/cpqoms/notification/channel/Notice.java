package io.cpqoms.notification.channel;

import java.util.Map;
import java.util.UUID;

/**
 * What is to be sent, without to whom.
 *
 * @param intentId names the message to the mail system, so that it can recognise it again
 */
public record Notice(
        UUID intentId,
        String template,
        int templateVersion,
        String recipient,
        String subjectType,
        String subjectId,
        Map<String, Object> parameters) {

    /** The Message-ID header; derived from the intent, so that every trace of it leads back. */
    public String messageIdHeader() {
        return "<" + intentId + "@notification.cpq>";
    }
}
