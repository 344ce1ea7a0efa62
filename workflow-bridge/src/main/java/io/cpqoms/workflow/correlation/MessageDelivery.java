package io.cpqoms.workflow.correlation;

import io.cpqoms.workflow.process.BusinessKey;
import java.util.UUID;

/**
 * A message for the process of a business key.
 *
 * @param messageId the event behind it
 * @param name one event may bring several messages, each with a name of its own
 */
public record MessageDelivery(UUID messageId, String name, BusinessKey businessKey) {}
