/** Intents and their way to the recipient, at most once. */
@NullMarked
package io.cpqoms.notification.delivery;

import org.jspecify.annotations.NullMarked;
