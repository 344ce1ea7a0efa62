/** What the commands that talk to a service's {@code /ops} addresses share. */
@NullMarked
package io.cpqoms.cli.ops;

import org.jspecify.annotations.NullMarked;
