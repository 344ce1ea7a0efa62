/** Starting a process exactly once, telling its life as events, and the steps that the models call. */
@NullMarked
package io.cpqoms.workflow.process;

import org.jspecify.annotations.NullMarked;
