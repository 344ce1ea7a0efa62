/** The gate in front of the registry: rules over registry, schemas, examples and code, each with a way out. */
@NullMarked
package io.cpqoms.cli.topics.check;

import org.jspecify.annotations.NullMarked;
