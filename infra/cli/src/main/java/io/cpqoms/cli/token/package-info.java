/** Bearer tokens of the local platform. */
@NullMarked
package io.cpqoms.cli.token;

import org.jspecify.annotations.NullMarked;
