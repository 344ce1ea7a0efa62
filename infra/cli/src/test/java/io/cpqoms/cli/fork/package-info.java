/** What a fork holds, what is refused, and that it builds. */
@NullMarked
package io.cpqoms.cli.fork;

import org.jspecify.annotations.NullMarked;
