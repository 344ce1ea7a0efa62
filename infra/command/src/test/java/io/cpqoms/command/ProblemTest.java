package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An answer stays short, however much was wrong. */
class ProblemTest {

    @Test
    @Tag("K1")
    void listsFiftyViolationsAndSaysHowManyMoreThereAre() {
        List<Violation> wrong = IntStream.range(0, 2_000)
                .mapToObj(index -> new Violation("lines[" + index + "]", "must be right"))
                .toList();

        Problem problem = Problem.invalidInput(wrong);

        assertThat(problem.violations()).hasSize(50);
        assertThat(problem.detail()).isEqualTo("2000 fields are wrong; see violations for the first 50");
        assertThat(problem.with("other", 1).members("/quotes", new UUID(0, 1))).containsEntry("moreViolations", 1_950);
    }
}
