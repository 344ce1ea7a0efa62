/** Where parties can be reached and in which language. */
@NullMarked
package io.cpqoms.notification.contact;

import org.jspecify.annotations.NullMarked;
