package io.cpqoms.workflow.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A user task that waits for somebody.
 *
 * @param candidateGroups whose members may decide it
 * @param variables those of its instance and of the sub-process around it
 */
public record OpenTask(
        String id,
        String activityId,
        String name,
        String businessKey,
        Instant createdAt,
        Optional<Instant> dueAt,
        SortedSet<String> candidateGroups,
        Map<String, Object> variables) {

    /** Its place in lists. */
    public TaskPosition position() {
        return new TaskPosition(createdAt, id);
    }

    public Optional<String> text(String variable) {
        return Optional.ofNullable(variables.get(variable))
                .map(Object::toString)
                .filter(text -> !text.isEmpty());
    }
}
