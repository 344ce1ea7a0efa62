/** Tests of the benchmarks: that their arithmetic is right and that every part of them runs. */
@NullMarked
package io.cpqoms.bench;

import org.jspecify.annotations.NullMarked;
