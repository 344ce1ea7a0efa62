package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.database.AcrossTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists of open tasks while processes go on. */
@AcrossTenants
@QuarkusTest
@ServerTest
@TestProfile(ManualWork.class)
@Tag("W4")
class UserTasksIT {

    @Inject
    ProcessDriver driver;

    @Inject
    TaskService tasks;

    @Inject
    RuntimeService runtime;

    @Inject
    TaskCompletion completion;

    @Inject
    CandidateGroups candidates;

    @Test
    void leavesOutWhatEndsWhileItIsReadAndFillsThePage() {
        String ending = driver.submitted();
        String staying = driver.submitted();
        Task first = driver.userTasks(ending).getFirst();
        UserTasks read = new UserTasks(tasks, endingOnce(first.getProcessInstanceId()), completion, candidates);
        var before = new TaskPosition(first.getCreateTime().toInstant(), "");

        List<OpenTask> page = read.page(ending, staying, Optional.of(before), 1);

        assertThat(page).extracting(OpenTask::businessKey).containsExactly(staying);
    }

    /** The engine's own service, but the process ends between the look at its task and the look at the process. */
    private RuntimeService endingOnce(String processInstanceId) {
        var ended = new AtomicBoolean();
        return (RuntimeService) Proxy.newProxyInstance(
                RuntimeService.class.getClassLoader(),
                new Class<?>[] {RuntimeService.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("createProcessInstanceQuery") && !ended.getAndSet(true)) {
                        driver.inTransaction(() -> runtime.deleteProcessInstance(processInstanceId, "ended meanwhile"));
                    }
                    try {
                        return method.invoke(runtime, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
