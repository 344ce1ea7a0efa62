/** Benchmarks of the platform beside its peers and limits. */
@NullMarked
package io.cpqoms.bench;

import org.jspecify.annotations.NullMarked;
