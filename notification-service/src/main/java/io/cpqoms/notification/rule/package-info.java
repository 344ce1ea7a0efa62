/** Which fact or command leads to telling whom what. */
@NullMarked
package io.cpqoms.notification.rule;

import org.jspecify.annotations.NullMarked;
