/** Tests of the approval policy. */
@NullMarked
package io.cpqoms.quote.approval;

import org.jspecify.annotations.NullMarked;
