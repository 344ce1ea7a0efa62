/** Evidence that the trail is whole: chain verification and version completeness. */
@NullMarked
package io.cpqoms.audit.proof;

import org.jspecify.annotations.NullMarked;
