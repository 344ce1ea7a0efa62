package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Everything that is wrong is found at its place, and a body that is all wrong costs no more than a bounded part of it. */
@Tag("K1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyRulesTest {

    private final ValidatorFactory factory = Validation.buildDefaultValidatorFactory();
    private final BodyRules rules = new BodyRules(factory);

    record Order(
            @NotBlank @Nullable String name,
            @NotNull @Nullable List<@Valid @NotNull Line> lines) {}

    record Line(
            @NotNull @Min(1) @Nullable Integer quantity,
            @Valid @Nullable Price price,
            @Nullable List<@Pattern(regexp = "[a-z]+", message = "must be letters") String> tasks) {}

    record Price(@NotNull @Nullable String amount) {}

    @AfterAll
    void close() {
        factory.close();
    }

    @Test
    void letsARightBodyPass() {
        rules.check(new Order("a", List.of(new Line(1, new Price("1.00"), List.of("ship")), new Line(2, null, null))));
    }

    @Test
    void findsWhatIsWrongOnEveryLevel() {
        Problem problem = refusal(new Order(
                " ", List.of(new Line(1, new Price(null), List.of("ship", "7")), new Line(0, new Price("1"), null))));

        assertThat(problem.violations())
                .extracting(Violation::field)
                .containsExactly("name", "lines[0].tasks[1]", "lines[0].price.amount", "lines[1].quantity");
    }

    @Test
    void countsWhatItDoesNotList() {
        Problem problem = refusal(wrong(500));

        assertThat(problem.violations()).hasSize(50);
        assertThat(problem.extensions()).containsEntry(Problem.MORE_VIOLATIONS, 1_450);
    }

    @Test
    void stopsLookingWhenThousandsAreWrong() {
        Problem problem = refusal(wrong(100_000));

        assertThat(problem.detail()).startsWith("at least 50").contains("for the first 50");
    }

    private static Order wrong(int lines) {
        return new Order("a", Collections.nCopies(lines, new Line(0, new Price(null), List.of("7"))));
    }

    private Problem refusal(Object body) {
        return catchThrowableOfType(ProblemException.class, () -> rules.check(body))
                .problem();
    }
}
