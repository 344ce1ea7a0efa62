package io.cpqoms.quote.lifecycle.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.Problem;
import io.cpqoms.quote.configuration.Answer.Breach;
import io.cpqoms.quote.configuration.Answer.Change;
import io.cpqoms.quote.configuration.Answer.Repair;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.pricing.LineChoices;
import io.cpqoms.values.LineId;
import io.cpqoms.values.ProductId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said of a repair is what is known of it. */
@Tag("DOM-02")
class QuoteProblemsTest {

    @Test
    void onlyAProvenChangeIsCalledTheSmallest() {
        assertThat(problem(1, repair(true)).detail()).isEqualTo("No. Smallest change: leave out phone.");
        assertThat(problem(1, repair(false)).detail()).isEqualTo("No. A change that would do: leave out phone.");
        assertThat(problem(1, Optional.empty()).detail()).isEqualTo("No.");
        assertThat(problem(2, Optional.empty()).detail()).isEqualTo("No. See violations.");
    }

    /** Problems list some of many violations and count the rest; about most of many lines no change was looked for, so none is told. */
    @Test
    void manyBreachesAreCountedAndFewRepairsTold() {
        Problem problem = QuoteProblems.invalid(Collections.nCopies(300, invalid(1, repair(true))));

        assertThat(problem.violations()).hasSizeLessThanOrEqualTo(100);
        assertThat(problem.extensions()).containsKey(Problem.MORE_VIOLATIONS);
        assertThat((List<?>) problem.extensions().get("repairs")).hasSize(LineChoices.MOST_REPAIRED);
    }

    private static Problem problem(int breaches, Optional<Repair> repair) {
        return QuoteProblems.invalid(List.of(invalid(breaches, repair)));
    }

    private static LineChoices.Invalid invalid(int breaches, Optional<Repair> repair) {
        return new LineChoices.Invalid(
                0,
                new LineId(UUID.randomUUID()),
                Collections.nCopies(breaches, new Breach("rules.no", Optional.of("no"), "No.")),
                repair);
    }

    private static Optional<Repair> repair(boolean proven) {
        Change change = new Change.OfOption("", "extras", new ProductId("phone"), 1, 0, "leave out phone");
        return Optional.of(new Repair(List.of(change), proven, Configuration.NOTHING));
    }
}
