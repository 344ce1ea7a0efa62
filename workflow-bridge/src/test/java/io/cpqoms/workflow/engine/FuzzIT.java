package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.fuzz.FuzzReport;
import io.cpqoms.testkit.fuzz.FuzzRun;
import io.cpqoms.testkit.fuzz.FuzzTarget;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that are each broken in one way: none makes the service fail, none that it refuses leaves a trace. */
@QuarkusTest
@ServerTest
@TestProfile(ManualWork.class)
@Tag("SEC-04")
class FuzzIT {

    private static final String OTHER = "other";

    @Inject
    ProcessDriver driver;

    @Test
    void survivesWhateverIsSentToItsOperations() {
        String own = driver.submitted();
        String other = driver.submitted(OTHER, "manager");
        FuzzReport report = FuzzRun.requireClean(FuzzTarget.of(
                        URI.create("http://127.0.0.1:" + RestAssured.port),
                        Path.of("src/main/resources/openapi/openapi.yaml"))
                .tenants("acme", OTHER)
                .groups("sales-managers")
                .id(
                        "taskId",
                        this::aTask,
                        () -> driver.userTasks(other).getFirst().getId())
                .id("businessKey", () -> own, () -> other)
                .id("subjectId", () -> subject(own), () -> subject(other))
                .body("completeTask", "{\"decision\":\"approve\",\"reason\":\"Good customer.\"}")
                .database(PostgresServer.rows("workflow"))
                .operators()
                .bodyLimit(64 * 1024));

        assertThat(report.statuses()).containsKeys(200, 400, 401, 404);
        assertThat(report.foreign()).containsKeys("taskId", "businessKey", "subjectId", "dlqId", "outboxId");
    }

    private static String subject(String businessKey) {
        return businessKey.split(":")[2];
    }

    private String aTask() {
        return driver.userTasks(driver.submitted()).getFirst().getId();
    }
}
