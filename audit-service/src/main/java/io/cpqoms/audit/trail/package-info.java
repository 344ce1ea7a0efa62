/** The append-only record of every domain fact, chained by hash for each tenant. */
@NullMarked
package io.cpqoms.audit.trail;

import org.jspecify.annotations.NullMarked;
