package io.cpqoms.quote.lifecycle;

import static io.cpqoms.quote.lifecycle.QuoteSamples.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.lifecycle.QuoteProblem.IllegalTransition;
import io.cpqoms.quote.lifecycle.QuoteTransitions.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every pair of state and command: what the table says is what the aggregate decides. */
@Tag("DOM-04")
class QuoteTransitionsTest {

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("everyPair")
    void decidesWhatTheTableSays(String state, String name, Quote quote, QuoteCommand command, Instant at) {
        Optional<Transition> listed = QuoteTransitions.ALL.stream()
                .filter(row -> row.from() == quote.state().getClass() && row.on() == command.getClass())
                .findFirst();

        Decision decision = quote.decide(command, CATALOG, at);

        if (listed.isEmpty()) {
            assertThat(decision)
                    .isEqualTo(new Decision.Refused(
                            new IllegalTransition(name, state, QuoteTransitions.legalCommands(quote.state()))));
        } else {
            QuoteEvent event = QuoteSamples.event(decision);
            assertThat(event).isInstanceOf(listed.get().emits());
            assertThat(quote.evolve(event).state()).isInstanceOf(listed.get().to());
            assertThat(quote.evolve(event).version()).isEqualTo(quote.version() + 1);
        }
    }

    @Test
    void theWalkLeavesNoStateAndNoCommandOut() {
        assertThat(classesOf(QuoteSamples.oneInEachState().stream().map(Quote::state)))
                .containsExactlyInAnyOrder(QuoteState.class.getPermittedSubclasses());
        assertThat(classesOf(QuoteSamples.oneOfEachCommand().keySet().stream()))
                .containsExactlyInAnyOrder(QuoteCommand.class.getPermittedSubclasses());
    }

    @Test
    void listsNoPairTwice() {
        assertThat(QuoteTransitions.ALL)
                .extracting(row -> row.from().getSimpleName() + row.on().getSimpleName())
                .doesNotHaveDuplicates();
    }

    @Test
    void namesStatesAndCommandsAsClientsDo() {
        assertThat(QuoteState.LABELS).contains("draft", "pendingApproval");
        assertThat(QuoteCommand.label(QuoteCommand.MarkOrdered.class)).isEqualTo("mark-ordered");
    }

    static Stream<Arguments> everyPair() {
        return QuoteSamples.oneInEachState().stream()
                .flatMap(quote -> QuoteSamples.oneOfEachCommand().entrySet().stream()
                        .map(command -> Arguments.of(
                                quote.state().label(),
                                QuoteCommand.label(command.getKey().getClass()),
                                quote,
                                command.getKey(),
                                command.getValue())));
    }

    private static List<Class<?>> classesOf(Stream<?> things) {
        return things.<Class<?>>map(Object::getClass).toList();
    }
}
