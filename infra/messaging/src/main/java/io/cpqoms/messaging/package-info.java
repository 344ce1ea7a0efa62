/**
 * Messaging for a service: commit facts with state, handle facts of others once.
 *
 * <p>Publish: {@link io.cpqoms.messaging.Outbox} inside the command's transaction. Consume: an {@link
 * io.cpqoms.messaging.EventConsumer} bean, whose declaration says from where. What is in {@code internal} may change
 * freely.
 */
@NullMarked
package io.cpqoms.messaging;

import org.jspecify.annotations.NullMarked;
