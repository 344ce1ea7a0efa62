package io.cpqoms.workflow.engine;

import java.util.Map;
import java.util.Optional;

/**
 * One external task to be done.
 *
 * @param id stays the same while the task is tried again, and is new when the process passes the activity again: the natural
 *     idempotency key
 */
public record ExternalWork(
        String id, String topic, String processInstanceId, String businessKey, Map<String, Object> variables) {

    public Optional<String> text(String variable) {
        return Optional.ofNullable(variables.get(variable))
                .map(Object::toString)
                .filter(text -> !text.isEmpty());
    }

    public String required(String variable) {
        return text(variable)
                .orElseThrow(
                        () -> new IllegalStateException("Task " + id + " (" + topic + ") has no variable " + variable));
    }
}
