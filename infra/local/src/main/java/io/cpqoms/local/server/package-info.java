/** How each embedded server is prepared, launched and found ready. */
@NullMarked
package io.cpqoms.local.server;

import org.jspecify.annotations.NullMarked;
