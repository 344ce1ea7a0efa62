/** Holds the fuzzer itself to what it says. */
@NullMarked
package io.cpqoms.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
