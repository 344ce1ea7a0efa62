package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what an order's tasks did, in the order of its facts, against the dependencies of its plan. */
final class FulfilmentOrder {
    private FulfilmentOrder() {}

    /**
     * Each start of a task that came before the completion of one it waits for.
     *
     * @param plan the tasks with their dependencies
     * @param events the facts that tasks started and completed, oldest first
     */
    static List<String> violations(List<JsonNode> plan, List<JsonNode> events) {
        Map<String, JsonNode> tasks = plan.stream()
                .collect(Collectors.toMap(task -> task.path("taskId").asText(), task -> task));
        Set<String> completed = new HashSet<>();
        List<String> violations = new ArrayList<>();
        for (JsonNode event : events) {
            String taskId = event.path("payload").path("taskId").asText();
            if (event.path("eventType").asText().equals("OrderTaskCompleted")) {
                completed.add(taskId);
                continue;
            }
            JsonNode task = tasks.get(taskId);
            if (task == null) {
                violations.add("task " + taskId + " started but is not in the plan");
                continue;
            }
            for (JsonNode dependency : task.path("dependsOn")) {
                if (!completed.contains(dependency.asText())) {
                    violations.add(task.path("name").asText() + " started before " + dependency.asText());
                }
            }
        }
        return violations;
    }
}
