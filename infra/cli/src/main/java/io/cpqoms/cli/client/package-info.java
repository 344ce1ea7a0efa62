/** The services' REST contracts as a client sees them. */
@NullMarked
package io.cpqoms.cli.client;

import org.jspecify.annotations.NullMarked;
