/** What a command can be run against: the embedded stack, the composition, or a platform that a file describes. */
@NullMarked
package io.cpqoms.cli.deployment;

import org.jspecify.annotations.NullMarked;
