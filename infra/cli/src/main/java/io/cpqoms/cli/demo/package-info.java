/** What both demos share: checked facts, bounded waits, the command itself. */
@NullMarked
package io.cpqoms.cli.demo;

import org.jspecify.annotations.NullMarked;
