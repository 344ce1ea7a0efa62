/** {@code cpq events}: looks at what a topic carries. */
@NullMarked
package io.cpqoms.cli.events;

import org.jspecify.annotations.NullMarked;
