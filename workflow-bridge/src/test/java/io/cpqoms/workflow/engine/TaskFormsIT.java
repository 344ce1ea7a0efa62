package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.database.AcrossTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process goes on as it began: an answer that came with a later model would be taken for the default one. */
@AcrossTenants
@QuarkusTest
@ServerTest
@TestProfile(ManualWork.class)
@Tag("DOM-04")
class TaskFormsIT {

    private static final String MODEL = "processes/quote-approval.bpmn";
    private static final String RETURN = "<camunda:value id=\"return\" name=\"Return for revision\" />";

    @Inject
    ProcessDriver driver;

    @Inject
    TaskForms forms;

    @Inject
    RepositoryService models;

    @Test
    void offersWhatTheModelOffersThatTheProcessBeganWith() throws IOException {
        String present = model();
        assertThat(present).contains(RETURN);
        String former;
        try {
            deploy(present.replace(RETURN, ""));
            former = task();
        } finally {
            deploy(present);
        }

        assertThat(forms.offers(former, "decision", "reject")).isTrue();
        assertThat(forms.offers(former, "decision", "return")).isFalse();
        assertThat(forms.offers(task(), "decision", "return")).isTrue();
    }

    private String task() {
        return driver.userTasks(driver.submitted()).getFirst().getId();
    }

    private void deploy(String model) {
        driver.inTransaction(() ->
                models.createDeployment().name("forms").addString(MODEL, model).deploy());
    }

    private static String model() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(TaskFormsIT.class.getClassLoader().getResourceAsStream(MODEL))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
