/** A service that is no member, on the local stack. */
@NullMarked
package io.cpqoms.cli.run;

import org.jspecify.annotations.NullMarked;
