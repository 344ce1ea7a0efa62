/** One quote's way to a fulfilled order, narrated and checked. */
@NullMarked
package io.cpqoms.cli.story;

import org.jspecify.annotations.NullMarked;
