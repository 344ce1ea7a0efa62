/** {@code cpq dlq}: the dead letters of the consumers, over all services. */
@NullMarked
package io.cpqoms.cli.dlq;

import org.jspecify.annotations.NullMarked;
