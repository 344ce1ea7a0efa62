/** Every test of the platform in one run, summed up. */
@NullMarked
package io.cpqoms.cli.verify;

import org.jspecify.annotations.NullMarked;
