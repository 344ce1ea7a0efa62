/** How the outbox relay and the inbox pipeline work; nothing here is for services. */
@NullMarked
package io.cpqoms.messaging.internal;

import org.jspecify.annotations.NullMarked;
