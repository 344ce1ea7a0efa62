/**
 * Bounds on what a service does with its database: how long a request waits for it, and what the client is told when it is busy or away.
 */
@NullMarked
package io.cpqoms.command.database;

import org.jspecify.annotations.NullMarked;
