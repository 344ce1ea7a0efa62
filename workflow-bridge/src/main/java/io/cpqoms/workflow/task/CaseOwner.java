package io.cpqoms.workflow.task;

import io.cpqoms.workflow.engine.OpenTask;
import java.util.Optional;

/** The service that owns the case behind a task: it may know a decision whose fact has not come here yet. */
public interface CaseOwner {

    /** What was decided there; nothing as well when it can't be asked now. */
    Optional<TaskDecision> decision(OpenTask task);
}
