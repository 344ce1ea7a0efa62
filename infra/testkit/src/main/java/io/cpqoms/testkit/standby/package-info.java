/** PostgreSQL servers that are copies of each other: a standby that follows, and a server put back to a moment of the past. */
@NullMarked
package io.cpqoms.testkit.standby;

import org.jspecify.annotations.NullMarked;
