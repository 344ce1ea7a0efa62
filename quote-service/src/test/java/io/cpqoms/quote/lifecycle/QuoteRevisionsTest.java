package io.cpqoms.quote.lifecycle;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aCharge;
import static io.cpqoms.quote.Samples.aLine;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.lifecycle.QuoteSamples.DOCUMENT;
import static io.cpqoms.quote.lifecycle.QuoteSamples.LAPSED;
import static io.cpqoms.quote.lifecycle.QuoteSamples.LATER;
import static io.cpqoms.quote.lifecycle.QuoteSamples.LINE;
import static io.cpqoms.quote.lifecycle.QuoteSamples.NOW;
import static io.cpqoms.quote.lifecycle.QuoteSamples.YES;
import static io.cpqoms.quote.lifecycle.QuoteSamples.aDraft;
import static io.cpqoms.quote.lifecycle.QuoteSamples.aPending;
import static io.cpqoms.quote.lifecycle.QuoteSamples.aPresented;
import static io.cpqoms.quote.lifecycle.QuoteSamples.after;
import static io.cpqoms.quote.lifecycle.QuoteSamples.anApproved;
import static io.cpqoms.quote.lifecycle.QuoteSamples.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.QuoteCommand.Accept;
import io.cpqoms.quote.lifecycle.QuoteCommand.Approve;
import io.cpqoms.quote.lifecycle.QuoteCommand.Recall;
import io.cpqoms.quote.lifecycle.QuoteCommand.Reject;
import io.cpqoms.quote.lifecycle.QuoteCommand.ReturnForRevision;
import io.cpqoms.quote.lifecycle.QuoteCommand.Revise;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuotePriced;
import io.cpqoms.quote.lifecycle.RevisionComparison.LineChange;
import io.cpqoms.quote.pricing.ChargeTerms;
import io.cpqoms.quote.pricing.Pricing;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.Quantity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways on after a no: the next revision, and what the former one is good for afterwards. */
@Tag("DOM-04")
class QuoteRevisionsTest {

    private static final ApprovalDecision MINE = new ApprovalDecision("sales-1", "quote-approval:1", "mine");

    static List<Quote> formers() {
        return List.of(
                QuoteSamples.aRejected(),
                anApproved(),
                aPresented(),
                QuoteSamples.aDeclined(),
                QuoteSamples.aWithdrawn(),
                aPending().evolve(List.of(new QuoteEvent.QuoteExpired()), LAPSED));
    }

    @ParameterizedTest
    @MethodSource("formers")
    void revisingBeginsADraftOfTheNextRevisionWithTheSameLines(Quote former) {
        Quote next = after(former, new Revise("sales-1", Optional.of("better"), LATER));

        assertThat(next.revision()).isEqualTo(2);
        assertThat(next.submissions()).isZero();
        assertThat(next.state()).isEqualTo(new QuoteState.Draft());
        assertThat(next.lines()).isEqualTo(former.lines());
        assertThat(next.validUntil()).isEqualTo(LATER);
    }

    @Test
    void aRevisionThatWasSubmittedDoesNotChangeWhoeverSendsItBack() {
        Quote returned = after(aPending(), new ReturnForRevision(YES, Optional.empty()));
        Quote recalled = after(aPending(), new Recall("sales-1", Optional.empty()));

        assertThat(List.of(returned, recalled)).allSatisfy(next -> {
            assertThat(next.revision()).isEqualTo(2);
            assertThat(next.submissions()).isZero();
            assertThat(next.state()).isEqualTo(new QuoteState.Draft());
            assertThat(next.validUntil()).isEqualTo(aPending().validUntil());
        });
    }

    @Test
    void onlyTheRequesterRecalls() {
        assertThat(aPending().decide(new Recall("sales-2", Optional.empty()), at(NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.NotTheRequester("sales-1")));
    }

    @Test
    void theRequesterReturnsNothingToHimself() {
        assertThat(aPending().decide(new ReturnForRevision(MINE, Optional.empty()), at(NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.SelfApproval("sales-1")));
    }

    @Test
    @Tag("W6")
    void anAnswerToOneRevisionIsNoneToTheNext() {
        Quote again = after(
                after(after(aPending(), new Recall("sales-1", Optional.empty())), new QuoteCommand.Price()),
                new QuoteCommand.Submit("sales-1"));
        Quote approvedAgain = after(again, new Approve(YES, Optional.of(2)));
        Decision<QuoteEvent, QuoteProblem> superseded = Decision.refused(new QuoteProblem.Superseded(1, 2));

        assertThat(again.decide(new Approve(YES, Optional.of(1)), at(NOW))).isEqualTo(superseded);
        assertThat(again.decide(new Reject(YES, Optional.of(1)), at(NOW))).isEqualTo(superseded);
        assertThat(again.decide(new ReturnForRevision(YES, Optional.of(1)), at(NOW)))
                .isEqualTo(superseded);
        assertThat(approvedAgain.decide(new Accept("VINET", Optional.of(1)), at(NOW)))
                .isEqualTo(superseded);
        assertThat(approvedAgain.decide(new QuoteCommand.Decline("VINET", "Too late.", Optional.of(1)), at(NOW)))
                .isEqualTo(superseded);
        assertThat(after(approvedAgain, new QuoteCommand.Present("VINET", OfferLanguage.ENGLISH))
                        .decide(new Accept("VINET", Optional.of(1)), at(NOW)))
                .isEqualTo(superseded);
    }

    /** Neither the state nor the validity of the present revision is of interest to who means a former one. */
    @Test
    @Tag("W6")
    void anAnswerToAFormerRevisionIsSupersededWhereverThePresentOneStands() {
        Quote draft = after(aPending(), new Recall("sales-1", Optional.empty()));
        Quote pending = after(after(draft, new QuoteCommand.Price()), new QuoteCommand.Submit("sales-1"));
        Decision<QuoteEvent, QuoteProblem> superseded = Decision.refused(new QuoteProblem.Superseded(1, 2));

        assertThat(draft.decide(new Approve(YES, Optional.of(1)), at(NOW))).isEqualTo(superseded);
        assertThat(draft.decide(new Accept("VINET", Optional.of(1)), at(LAPSED)))
                .isEqualTo(superseded);
        assertThat(pending.decide(new Approve(YES, Optional.of(1)), at(LAPSED))).isEqualTo(superseded);
        assertThat(draft.decide(new Approve(YES, Optional.empty()), at(NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.IllegalTransition(
                        "approve", "draft", QuoteTransitions.TABLE.legalCommands(draft.state()))));
    }

    @Test
    void whoGotTheOfferIsKnownWhateverBecameOfIt() {
        Optional<QuoteState.Presentation> got =
                Optional.of(new QuoteState.Presentation("VINET", NOW, Optional.of(DOCUMENT)));
        Quote accepted = after(aPresented(), new Accept("VINET", Optional.empty()));

        assertThat(List.of(
                        aPresented(),
                        QuoteSamples.aDeclined(),
                        after(aPresented(), new QuoteCommand.Withdraw("sales-2", "No stock.")),
                        accepted,
                        after(accepted, new QuoteCommand.MarkOrdered(QuoteSamples.ORDER)),
                        aPresented().evolve(List.of(new QuoteEvent.QuoteExpired()), LAPSED)))
                .allSatisfy(quote -> assertThat(quote.state().presentation()).isEqualTo(got));
        assertThat(QuoteSamples.anAccepted().state().presentation()).isEmpty();
    }

    @Test
    void theNextRevisionDoesNotBeginLapsed() {
        assertThat(anApproved().decide(new Revise("sales-1", Optional.empty(), NOW), at(NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.ValidityInThePast(NOW)));
    }

    @Test
    void aCustomerMayDeclineAnOfferThatHasLapsed() {
        assertThat(anApproved().decide(new QuoteCommand.Decline("VINET", "Too late.", Optional.empty()), at(LAPSED)))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(aPresented().decide(new Accept("VINET", Optional.empty()), at(LAPSED)))
                .isInstanceOf(Decision.Refused.class);
    }

    @Test
    void comparesLineByLineInWordsOfTheDomainAndMoney() {
        QuoteLine kept = aLine("42", 2, "0");
        Quote first = priced(aDraft(LINE, kept, aLine("42", 1, "0")));
        QuoteLine fewer = aLine(LINE.lineId(), LINE.productId(), new Quantity(10), LINE.discount(), null);
        QuoteLine added = aLine("11", 1, "0");
        Quote second = priced(aDraft(
                fewer, aLine(kept.lineId(), kept.productId(), kept.quantity(), Percentage.of("0.0"), null), added));

        RevisionComparison comparison = RevisionComparison.of(revision(first), revision(second));

        assertThat(comparison.lines()).extracting(LineChange::kind).containsExactly("changed", "added", "removed");
        assertThat(comparison.lines())
                .extracting(change -> change.difference()
                        .map(Money::amount)
                        .orElseThrow()
                        .stripTrailingZeros()
                        .toPlainString())
                .containsExactly("-35.7", "21", "-9.8");
        assertThat(comparison.unchanged()).isEqualTo(1);
        assertThat(comparison.difference().map(Money::text)).contains("-24.50");
    }

    @Test
    void comparesWhatIsOwedEachPeriodBesideWhatIsOwedOnce() {
        QuoteRevision twelve = revision(monthly(LINE));
        QuoteRevision ten =
                revision(monthly(aLine(LINE.lineId(), LINE.productId(), new Quantity(10), LINE.discount(), null)));

        RevisionComparison comparison = RevisionComparison.of(twelve, ten);

        assertThat(comparison.lines()).hasSize(1);
        assertThat(comparison.recurringDifference().values())
                .extracting(Money::text)
                .containsExactly("-17.00");
        assertThat(comparison.difference().map(Money::text)).contains("0.00");
    }

    @Test
    @Tag("DOM-03")
    void termsOfChargesAreTheSameInWhateverOrderAndWithWhateverZeros() {
        QuoteRevision first = revision(withTerms(terms("setup", "15", "10.00"), terms("monthly", "5", "9")));

        assertThat(RevisionComparison.of(
                                first,
                                revision(withTerms(terms("monthly", "5.00", "9.0"), terms("setup", "15.0", "10"))))
                        .lines())
                .isEmpty();
        assertThat(RevisionComparison.of(
                                first, revision(withTerms(terms("setup", "15", "10.00"), terms("monthly", "5", "9.5"))))
                        .lines())
                .hasSize(1);
        assertThat(RevisionComparison.of(first, revision(withTerms(terms("setup", "15", "10.00"))))
                        .lines())
                .hasSize(1);
    }

    private static ChargeTerms terms(String chargeId, String discount, String agreed) {
        return new ChargeTerms(chargeId, Optional.of(Percentage.of(discount)), Optional.of(eur(agreed)));
    }

    /** A draft as it is stored: what its catalog asks does not matter to what is wanted. */
    private static Quote withTerms(ChargeTerms... terms) {
        QuoteLine line = new QuoteLine(
                LINE.lineId(),
                LINE.productId(),
                LINE.quantity(),
                LINE.discount(),
                null,
                Optional.empty(),
                List.of(terms),
                Optional.empty());
        return aDraft().evolve(List.of(new QuoteEvent.QuoteLineChanged(line)), NOW);
    }

    /** A quote of a product that is paid by the month, at 10.00. */
    private static Quote monthly(QuoteLine line) {
        PinnedCatalog catalog = aCatalog(aProduct(
                line.productId().value(), aCharge("monthly", ChargeKind.RECURRING, ChargePrice.of(eur("10.00")))));
        return aDraft(line).evolve(List.of(new QuotePriced(Pricing.price(List.of(line), EUR, catalog))), NOW);
    }

    @Test
    void aDraftWithoutAPriceDiffersOnlyWhereItSellsSomethingElse() {
        RevisionComparison comparison = RevisionComparison.of(revision(priced(aDraft())), revision(aDraft()));

        assertThat(comparison.lines()).isEmpty();
        assertThat(comparison.difference()).isEmpty();
    }

    private static Quote priced(Quote draft) {
        return after(draft, new QuoteCommand.Price());
    }

    private static QuoteRevision revision(Quote quote) {
        return new QuoteRevision(quote, Optional.empty());
    }
}
