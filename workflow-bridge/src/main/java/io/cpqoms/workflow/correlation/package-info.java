/** Messages to waiting processes, and the record of what became of each. */
@NullMarked
package io.cpqoms.workflow.correlation;

import org.jspecify.annotations.NullMarked;
