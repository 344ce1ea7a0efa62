/** {@code cpq bench}: starts the benchmarks of {@code infra/bench}. */
@NullMarked
package io.cpqoms.cli.bench;

import org.jspecify.annotations.NullMarked;
