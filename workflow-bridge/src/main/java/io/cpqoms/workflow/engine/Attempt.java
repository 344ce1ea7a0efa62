package io.cpqoms.workflow.engine;

import java.util.Optional;

/**
 * One try at an external task.
 *
 * @param left how many there are, this one included, before it becomes an incident
 * @param lastMessage what the task says of the try before
 */
record Attempt(int left, Optional<String> lastMessage) {}
