package io.cpqoms.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading Maven's log: the module that is built and the tests so far. */
class MavenProgressTest {
    @Test
    void knowsTheModuleAndSumsTheClasses() {
        MavenProgress progress = new MavenProgress();

        List.of(
                        "[INFO] Building Quote service 0.1.0-SNAPSHOT                            [6/13]",
                        "[INFO] Running io.cpqoms.quote.MoneyTest",
                        "[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s -- in io.cpqoms.quote.MoneyTest",
                        "[ERROR] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 2 s <<< FAILURE! -- in a.BTest",
                        "[INFO] Tests run: 15, Failures: 1, Errors: 1, Skipped: 1")
                .forEach(progress::take);

        assertThat(progress.position()).isEqualTo(6);
        assertThat(progress.modules()).isEqualTo(13);
        assertThat(progress.state()).isEqualTo("Quote service: 15 tests so far, 2 failed");
    }
}
