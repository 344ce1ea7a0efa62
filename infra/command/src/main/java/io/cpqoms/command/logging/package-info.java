/** What a log line says and what it must not: its conversation and trace, never the content of a row or a message. */
@NullMarked
package io.cpqoms.command.logging;

import org.jspecify.annotations.NullMarked;
