/** The registry of topics as a typed view of its file, and the sizing of partitions and disk that follows from it. */
@NullMarked
package io.cpqoms.cli.topics.registry;

import org.jspecify.annotations.NullMarked;
