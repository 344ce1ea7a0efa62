package io.cpqoms.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading Maven's log: the modules that are in work and the tests so far. */
class MavenProgressTest {
    private final MavenProgress progress = new MavenProgress();

    @Test
    void knowsTheModuleAndSumsTheClasses() {
        take(
                "[INFO] Building Quote service 0.1.0-SNAPSHOT                            [6/13]",
                "[INFO] --- maven-surefire-plugin:3.5.5:test (default-test) @ quote-service ---",
                "[INFO] Running io.cpqoms.quote.MoneyTest",
                "[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s -- in io.cpqoms.quote.MoneyTest",
                "[ERROR] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 2 s <<< FAILURE! -- in a.BTest",
                "[INFO] Tests run: 15, Failures: 1, Errors: 1, Skipped: 1");

        assertThat(progress.position()).isEqualTo(6);
        assertThat(progress.modules()).isEqualTo(13);
        assertThat(progress.state()).isEqualTo("quote-service: 15 tests so far, 2 failed");
    }

    @Test
    void namesTheModulesThatAreInWorkSideBySide() {
        take(
                "[INFO] Building Messaging proof 0.1.0-SNAPSHOT                          [9/20]",
                "[INFO] Building Quote service 0.1.0-SNAPSHOT                           [10/20]",
                "[INFO] --- maven-resources-plugin:3.4.0:resources (default-resources) @ quote-service ---",
                "[INFO] --- maven-resources-plugin:3.4.0:resources (default-resources) @ cpq-messaging-proof ---",
                "[INFO] --- maven-failsafe-plugin:3.5.5:integration-test (default) @ cpq-messaging-proof ---");
        assertThat(progress.state()).startsWith("quote-service, cpq-messaging-proof: ");

        take(
                "[INFO] --- maven-failsafe-plugin:3.5.5:integration-test (default) @ quote-service ---",
                "[INFO] --- maven-failsafe-plugin:3.5.5:verify (default) @ quote-service ---",
                "[INFO] Building Order service 0.1.0-SNAPSHOT                           [11/20]");
        assertThat(progress.state()).startsWith("cpq-messaging-proof: ");

        take(
                "[INFO] --- maven-dependency-plugin:3.10.0:copy (mail) @ cpq-servers ---",
                "[INFO] --- spotless-maven-plugin:3.11.0:check (default) @ order-service ---");
        assertThat(progress.state()).startsWith("cpq-messaging-proof, order-service: ");
        assertThat(progress.position()).isEqualTo(11);
    }

    private void take(String... lines) {
        List.of(lines).forEach(progress::take);
    }
}
