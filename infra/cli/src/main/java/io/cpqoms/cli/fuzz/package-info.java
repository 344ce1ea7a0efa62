/** The fuzzer of the test kit for as long as one likes: {@code FuzzIT} of the services that are asked for, and what it found. */
@NullMarked
package io.cpqoms.cli.fuzz;

import org.jspecify.annotations.NullMarked;
