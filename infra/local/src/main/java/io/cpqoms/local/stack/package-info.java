/** The whole local platform: servers, services and Cockpit, up and down without a daemon. */
@NullMarked
package io.cpqoms.local.stack;

import org.jspecify.annotations.NullMarked;
