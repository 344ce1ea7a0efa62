/** Event schemas: reading them, judging their form and meaning, and whether a change of one breaks its readers. */
@NullMarked
package io.cpqoms.cli.topics.schema;

import org.jspecify.annotations.NullMarked;
