/** {@code cpq run}: a service that is not the platform's, such as a fork, on the platform's local stack. */
@NullMarked
package io.cpqoms.cli.run;

import org.jspecify.annotations.NullMarked;
