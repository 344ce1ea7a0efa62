/** The open decisions of people, over REST, and who has taken them. */
@NullMarked
package io.cpqoms.workflow.task;

import org.jspecify.annotations.NullMarked;
