package io.cpqoms.quote.lifecycle;

import static io.cpqoms.quote.lifecycle.QuoteSamples.aDraft;
import static io.cpqoms.quote.lifecycle.QuoteSamples.aPriced;
import static io.cpqoms.quote.lifecycle.QuoteSamples.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.command.decision.Permission;
import io.cpqoms.quote.lifecycle.QuoteProblem.IllegalTransition;
import io.cpqoms.testkit.shape.StateDiagram;
import io.cpqoms.testkit.shape.TransitionMatrix;
import io.cpqoms.testkit.shape.TransitionMatrix.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of transitions against what its functions do, what clients are told of it, and what is drawn from it. */
@Tag("DOM-04")
class QuoteTransitionsTest {

    @Test
    void everyCellHappensAndNothingElse() {
        TransitionMatrix.requireEveryCell(
                QuoteTransitions.TABLE, everyPair(), (quote, events) -> quote.evolve(events, QuoteSamples.NOW));
    }

    @Test
    void eventsAreNumberedWithoutGaps() {
        everyPair().forEach(sample -> {
            if (sample.aggregate().decide(sample.command(), sample.situation())
                    instanceof Decision.Accepted(var events)) {
                assertThat(sample.aggregate().evolve(events, QuoteSamples.NOW).version())
                        .isEqualTo(sample.aggregate().version() + events.size());
            }
        });
    }

    @Test
    void aRefusalNamesTheLegalCommands() {
        assertThat(aDraft().decide(new QuoteCommand.Accept("VINET", Optional.empty()), at(QuoteSamples.NOW)))
                .isEqualTo(Decision.refused(new IllegalTransition(
                        "accept",
                        "draft",
                        List.of("add-line", "change-line", "remove-line", "price", "cancel", "expire"))));
    }

    @Test
    @Tag("API-11")
    void saysWhatMayBeSentAndWhyNotTheRest() {
        List<Permission<QuoteProblem>> permissions = aPriced().permissions(at(QuoteSamples.LAPSED));

        assertThat(permissions).extracting(Permission::command).containsExactlyElementsOf(QuoteNames.COMMANDS.all());
        assertThat(permitted(permissions))
                .containsExactly("add-line", "change-line", "remove-line", "price", "expire", "cancel");
        assertThat(permissions)
                .filteredOn(permission -> permission.command().equals("submit"))
                .extracting(permission -> permission.objection().orElseThrow())
                .containsExactly(new QuoteProblem.OfferLapsed(QuoteSamples.VALID_UNTIL));
    }

    @Test
    @Tag("API-11")
    void offersNothingThatNeedsALineToAQuoteWithoutLines() {
        Quote empty = QuoteSamples.after(aDraft(), new QuoteCommand.RemoveLine(QuoteSamples.LINE.lineId()));

        assertThat(permitted(empty.permissions(at(QuoteSamples.NOW)))).containsExactly("add-line", "cancel");
    }

    @Test
    void theDiagramInTheReadmeIsThisTable() {
        StateDiagram.requireIn(Path.of("README.md"), QuoteTransitions.TABLE, "draft");
    }

    private static List<String> permitted(List<Permission<QuoteProblem>> permissions) {
        return permissions.stream()
                .filter(permission -> permission.objection().isEmpty())
                .map(Permission::command)
                .toList();
    }

    private static Stream<Sample<Quote, QuoteCommand, QuoteSituation>> everyPair() {
        return Stream.concat(
                Stream.concat(QuoteSamples.oneInEachState().stream(), Stream.of(QuoteSamples.aPricedUnderAFormerRule()))
                        .flatMap(quote -> QuoteSamples.commands().entrySet().stream()
                                .map(command -> new Sample<>(quote, command.getKey(), at(command.getValue())))),
                Stream.of(new Sample<>(aPriced(), new QuoteCommand.Submit("sales-1"), QuoteSamples.unasked())));
    }
}
