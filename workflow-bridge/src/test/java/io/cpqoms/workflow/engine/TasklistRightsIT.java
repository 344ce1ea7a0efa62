package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.command.database.AcrossTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the engine lets the people of Tasklist do, who have names and groups in its own tables. */
@AcrossTenants
@QuarkusTest
@ServerTest
@TestProfile(ManualWork.class)
@Tag("W1")
class TasklistRightsIT {

    private static final List<String> MANAGERS = List.of("sales-managers");
    private static final List<String> DIRECTORS = List.of("sales-directors");
    private static final Map<String, Object> APPROVE = Map.of("decision", "approve", "reason", "Good customer.");

    @Inject
    ProcessDriver driver;

    @Inject
    ProcessEngine engine;

    @Test
    void showsATaskToItsGroupAndToNobodyElse() {
        String quote = driver.submitted();

        assertThat(seen(quote, "mia", MANAGERS)).isEqualTo(1);
        assertThat(seen(quote, "dora", DIRECTORS)).isZero();
        assertThat(seen(quote, "ann", List.of())).isZero();
    }

    @Test
    void refusesTheDecisionOfAnotherGroup() {
        Task task = driver.userTasks(driver.submitted("acme", "director")).getFirst();

        assertThatThrownBy(() -> as("mia", MANAGERS, () -> complete(task))).isInstanceOf(AuthorizationException.class);
        assertThat(as("dora", DIRECTORS, () -> complete(task))).isTrue();
    }

    @Test
    void doesNotLetAGroupHandItsTaskToAnother() {
        Task task = driver.userTasks(driver.submitted("acme", "director")).getFirst();

        assertThatThrownBy(() -> as("dora", DIRECTORS, () -> {
                    engine.getTaskService().addCandidateGroup(task.getId(), MANAGERS.getFirst());
                    return true;
                }))
                .isInstanceOf(AuthorizationException.class);
    }

    @Test
    void takesAClaimedTaskFromTheManagersWhenItIsRaised() {
        String quote = driver.submitted();
        Task claimed = driver.userTasks(quote).getFirst();
        as("mia", MANAGERS, () -> {
            engine.getTaskService().claim(claimed.getId(), "mia");
            return true;
        });

        driver.fire(quote, "escalation-due");

        assertThat(seen(quote, "mia", MANAGERS)).isZero();
        assertThat(seen(quote, "dora", DIRECTORS)).isEqualTo(1);
        assertThat(ProcessDriver.rows()
                        .number("select count(*) from act_ru_authorization where resource_id_ = ?", claimed.getId()))
                .as("the rights go with the task")
                .isZero();
    }

    private boolean complete(Task task) {
        engine.getTaskService().complete(task.getId(), APPROVE);
        return true;
    }

    private long seen(String quote, String who, List<String> groups) {
        return as(
                who,
                groups,
                () -> engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(quote)
                        .count());
    }

    private <T> T as(String who, List<String> groups, Supplier<T> action) {
        engine.getIdentityService().setAuthentication(who, groups, List.of("acme"));
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
