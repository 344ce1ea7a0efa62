/** Tests of the service as a whole, and what its tests share. */
@NullMarked
package io.cpqoms.audit;

import org.jspecify.annotations.NullMarked;
