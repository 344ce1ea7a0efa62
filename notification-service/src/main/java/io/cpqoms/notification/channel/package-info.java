/** How a notification is worded and sent. */
@NullMarked
package io.cpqoms.notification.channel;

import org.jspecify.annotations.NullMarked;
