/** {@code cpq catalog}: whole catalog versions as files, in and out, and what differs between two of them. */
@NullMarked
package io.cpqoms.cli.catalog;

import org.jspecify.annotations.NullMarked;
