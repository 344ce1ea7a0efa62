/** {@code cpq outbox}: what services have not published, and what to do about what they can't. */
@NullMarked
package io.cpqoms.cli.outbox;

import org.jspecify.annotations.NullMarked;
