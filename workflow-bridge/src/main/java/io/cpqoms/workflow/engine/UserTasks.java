package io.cpqoms.workflow.engine;

import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;

/** The open decisions of people: found page by page, oldest first, and completed in the name of a subject. */
@ApplicationScoped
public class UserTasks {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final TaskCompletion completion;
    private final CandidateGroups candidates;

    UserTasks(TaskService tasks, RuntimeService runtime, TaskCompletion completion, CandidateGroups candidates) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.completion = completion;
        this.candidates = candidates;
    }

    /**
     * The open tasks whose business key matches one of two SQL patterns (give one twice when there is only one). A task whose process ends
     * while it is read is left out, and the page filled with those behind it.
     *
     * @param after the last task of the page before
     */
    public List<OpenTask> page(String pattern, String otherPattern, Optional<TaskPosition> after, int limit) {
        List<OpenTask> page = new ArrayList<>();
        TaskPosition from = after.orElse(TaskPosition.START);
        int wanted = limit;
        while (wanted > 0) {
            List<Task> found = read(pattern, otherPattern, from, wanted);
            page.addAll(opened(found));
            if (found.size() < wanted) {
                break;
            }
            Task last = found.getLast();
            from = new TaskPosition(last.getCreateTime().toInstant(), last.getId());
            wanted = limit - page.size();
        }
        return page;
    }

    private List<Task> read(String pattern, String otherPattern, TaskPosition from, int limit) {
        return tasks.createNativeTaskQuery()
                .sql("""
                        select t.* from act_ru_task t join act_ru_execution p on p.id_ = t.proc_inst_id_
                        where (p.business_key_ like #{pattern} or p.business_key_ like #{otherPattern})
                          and (t.create_time_, t.id_) > (#{createdAt}, #{taskId})
                        order by t.create_time_, t.id_ limit #{limit}""")
                .parameter("pattern", pattern)
                .parameter("otherPattern", otherPattern)
                .parameter("createdAt", Date.from(from.createdAt()))
                .parameter("taskId", from.taskId())
                .parameter("limit", limit)
                .list();
    }

    public Optional<OpenTask> find(String taskId) {
        return opened(tasks.createTaskQuery().taskId(taskId).list()).stream().findFirst();
    }

    /** The open tasks of a process that this message would end before anybody decides them; held, so that nobody does while it comes. */
    public List<String> endedBy(String message, String businessKey) {
        return tasks
                .createNativeTaskQuery()
                .sql("""
                        select t.* from act_ru_task t
                          join act_ru_event_subscr s on s.execution_id_ = t.execution_id_
                          join act_ru_execution p on p.id_ = t.proc_inst_id_
                        where s.event_name_ = #{message} and p.business_key_ = #{businessKey}
                        for update of t""")
                .parameter("message", message)
                .parameter("businessKey", businessKey)
                .list()
                .stream()
                .map(Task::getId)
                .toList();
    }

    /** Holds the open tasks of a process that is about to end as a whole, so that nobody decides one while it ends. */
    public void holdAll(String businessKey) {
        tasks.createNativeTaskQuery()
                .sql("""
                        select t.* from act_ru_task t join act_ru_execution p on p.id_ = t.proc_inst_id_
                        where p.business_key_ = #{businessKey} order by t.id_ for update of t""")
                .parameter("businessKey", businessKey)
                .list();
    }

    /**
     * Completes the task as the subject, whom the model's own listener then records.
     *
     * @throws EngineConflict when somebody else moved it since it was found
     */
    public void complete(TenantId tenant, String taskId, String subject, Map<String, Object> variables) {
        hold(taskId);
        completion.complete(tenant, taskId, subject, variables);
    }

    /** Who comes second waits here and finds nothing; inside the engine he could find the task without what it stands on. */
    private void hold(String taskId) {
        List<Task> held = tasks.createNativeTaskQuery()
                .sql("select t.* from act_ru_task t where t.id_ = #{taskId} for update")
                .parameter("taskId", taskId)
                .list();
        if (held.isEmpty()) {
            throw new EngineConflict(new IllegalStateException("Task " + taskId + " is gone"));
        }
    }

    private List<OpenTask> opened(List<Task> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        Map<String, String> businessKeys = businessKeys(page);
        List<ExecutionEntity> scopes = scopes(page);
        Map<String, String> parents = scopes.stream()
                .filter(scope -> scope.getParentId() != null)
                .collect(Collectors.toMap(ExecutionEntity::getId, ExecutionEntity::getParentId));
        Map<String, Map<String, Object>> variables = variables(scopes);
        Map<String, SortedSet<String>> groups =
                candidates.of(page.stream().map(Task::getId).toList());
        return page.stream()
                .filter(task ->
                        businessKeys.containsKey(task.getProcessInstanceId()) && groups.containsKey(task.getId()))
                .map(task -> new OpenTask(
                        task.getId(),
                        task.getTaskDefinitionKey(),
                        task.getName(),
                        businessKeys.getOrDefault(task.getProcessInstanceId(), ""),
                        task.getCreateTime().toInstant(),
                        Optional.ofNullable(task.getDueDate()).map(Date::toInstant),
                        Objects.requireNonNull(groups.get(task.getId())),
                        visible(task.getExecutionId(), parents, variables)))
                .toList();
    }

    /** What the task sees: its own variables before those of the scopes around it. */
    private static Map<String, Object> visible(
            String executionId, Map<String, String> parents, Map<String, Map<String, Object>> variables) {
        var visible = new HashMap<String, Object>();
        for (String scope = executionId; scope != null; scope = parents.get(scope)) {
            variables.getOrDefault(scope, Map.of()).forEach(visible::putIfAbsent);
        }
        return visible;
    }

    /**
     * The executions that the tasks stand in, and those around them: a handful for each task. The siblings stay where they are, because
     * an order has thousands of them.
     */
    private List<ExecutionEntity> scopes(List<Task> page) {
        String places = IntStream.range(0, page.size())
                .mapToObj(i -> "#{task" + i + "}")
                .collect(Collectors.joining(", "));
        var query = runtime.createNativeExecutionQuery().sql("""
                        select e.* from act_ru_execution e where e.id_ in (
                            with recursive scope (id_, parent_id_) as (
                                select own.id_, own.parent_id_ from act_ru_execution own
                                  join act_ru_task t on t.execution_id_ = own.id_ where t.id_ in (%s)
                                union
                                select around.id_, around.parent_id_ from act_ru_execution around
                                  join scope on scope.parent_id_ = around.id_)
                            select id_ from scope)""".formatted(places));
        for (int i = 0; i < page.size(); i++) {
            query = query.parameter("task" + i, page.get(i).getId());
        }
        return query.list().stream().map(ExecutionEntity.class::cast).toList();
    }

    private Map<String, String> businessKeys(Collection<Task> page) {
        var ids = page.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        return runtime.createProcessInstanceQuery().processInstanceIds(ids).list().stream()
                .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
    }

    /** By the execution that holds them: one query for the whole page. */
    private Map<String, Map<String, Object>> variables(Collection<ExecutionEntity> scopes) {
        String[] holders = scopes.stream().map(ExecutionEntity::getId).toArray(String[]::new);
        var byHolder = new HashMap<String, Map<String, Object>>();
        for (VariableInstance variable :
                runtime.createVariableInstanceQuery().executionIdIn(holders).list()) {
            if (variable.getValue() != null) {
                byHolder.computeIfAbsent(variable.getExecutionId(), id -> new HashMap<>())
                        .put(variable.getName(), variable.getValue());
            }
        }
        return byHolder;
    }
}
