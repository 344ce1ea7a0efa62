package io.cpqoms.workflow.task;

import io.cpqoms.workflow.engine.OpenTask;
import io.cpqoms.workflow.process.ProcessVariables;
import java.util.List;

/** What sort of decision a task asks for: who may take it, what they may choose, and which variable holds the choice. */
public enum TaskKind {
    APPROVAL(
            "approval",
            "decide-on-quote",
            "approver",
            ProcessVariables.DECISION,
            List.of("approve", "reject", "return")),
    FALLOUT(
            "fallout",
            "repair-fallout",
            "operator",
            ProcessVariables.REPAIR,
            List.of("retry", "skip", "completeManually"));

    private final String text;
    private final String activityId;
    private final String role;
    private final String choiceVariable;
    private final List<String> choices;

    TaskKind(String text, String activityId, String role, String choiceVariable, List<String> choices) {
        this.text = text;
        this.activityId = activityId;
        this.role = role;
        this.choiceVariable = choiceVariable;
        this.choices = choices;
    }

    public String text() {
        return text;
    }

    public String role() {
        return role;
    }

    public String choiceVariable() {
        return choiceVariable;
    }

    public List<String> choices() {
        return choices;
    }

    public static TaskKind of(OpenTask task) {
        for (TaskKind kind : values()) {
            if (kind.activityId.equals(task.activityId())) {
                return kind;
            }
        }
        throw new IllegalStateException("No kind of task for activity " + task.activityId());
    }
}
