package io.cpqoms.workflow.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormData;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;

/**
 * What a task may be answered, by the model that its process began with: an answer that came with a later version would be taken for the
 * default one.
 */
@ApplicationScoped
public class TaskForms {

    private final TaskService tasks;
    private final RepositoryService models;

    TaskForms(TaskService tasks, RepositoryService models) {
        this.tasks = tasks;
        this.models = models;
    }

    /** Whether the form has this answer; a task that is gone meanwhile is not asked about. */
    public boolean offers(String taskId, String field, String answer) {
        return Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult())
                .map(task -> form(task).stream()
                        .filter(known -> known.getCamundaId().equals(field))
                        .flatMap(known -> known.getCamundaValues().stream())
                        .anyMatch(value -> value.getCamundaId().equals(answer)))
                .orElse(true);
    }

    private Collection<CamundaFormField> form(Task task) {
        UserTask model = models.getBpmnModelInstance(task.getProcessDefinitionId())
                .getModelElementById(task.getTaskDefinitionKey());
        return model.getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaFormData.class)
                .singleResult()
                .getCamundaFormFields();
    }
}
