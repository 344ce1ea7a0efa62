/** The open decisions of people, over REST. */
@NullMarked
package io.cpqoms.workflow.task;

import org.jspecify.annotations.NullMarked;
